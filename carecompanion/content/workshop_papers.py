"""The papers of a workshop: a test that tells what was learned and not who guesses well, and a form.

Apart from the rules of the agenda.
"""

from collections import Counter

from carecompanion.content.faults import Page
from carecompanion.content.house_rules import OPTIONS
from carecompanion.content.workshop import FORM_KINDS, QUESTION_KINDS, KnowledgeTest, TestQuestion, Workshop
from carecompanion.i18n import _

QUESTIONS = 12
TIMES = 2  # before and after
LARGEST_SHARE = 0.4


def check_tests(page: Page, workshop: Workshop) -> None:
    if not workshop.tests:
        page.fault(workshop.lines.get("id", 1), _("No [[tests]]: nobody would know what was learned."))
    used = Counter(str(block.of) for block in workshop.blocks)
    for test in workshop.tests:
        if used[f"test:{test.id}"] < TIMES:
            page.fault(test.line, _("Two blocks or more use this test: before and after."))
        if len(test.questions) != QUESTIONS:
            page.fault(test.line, _("Questions here: {n}. A test has {m}.").format(n=len(test.questions), m=QUESTIONS))
        for kind in QUESTION_KINDS:
            if not any(question.kind == kind for question in test.questions):
                page.fault(test.line, _("No question here is of the kind “{kind}”.").format(kind=kind))
        _check_questions(page, test)
        _check_guessing(page, test)


def _check_questions(page: Page, test: KnowledgeTest) -> None:
    seen: set[str] = set()
    for question in test.questions:
        if question.text.casefold() in seen:
            page.fault(question.line, _("Two questions say the same."))
        seen.add(question.text.casefold())
        if question.kind == "choice" and len(question.options) not in OPTIONS:
            count = len(question.options)
            page.fault(question.line, _("Options here: {n}. A question has 3 or 4.").format(n=count))
        if len({option.casefold() for option in question.options}) < len(question.options):
            page.fault(question.line, _("Two options say the same."))


def _check_guessing(page: Page, test: KnowledgeTest) -> None:
    """The right answer cannot be told by its length, nor by its place."""
    asked = [question for question in test.questions if question.kind == "choice"]
    for place, count in sorted(Counter(question.right for question in asked).items()):
        if count > LARGEST_SHARE * len(asked):
            what = _("In {n} of {m} questions of this test the right answer has place {place}: 2 of 5 at most.")
            page.fault(test.line, what.format(n=count, m=len(asked), place=place))
    longest = [question for question in asked if _right_is_longest(question)]
    if len(longest) > LARGEST_SHARE * len(asked):
        what = _("The right answer is the longest in {n} of {m} questions, here too: 2 of 5 at most.")
        for question in longest:
            page.fault(question.line, what.format(n=len(longest), m=len(asked)))


def _right_is_longest(question: TestQuestion) -> bool:
    lengths = [len(option) for option in question.options]
    return lengths.count(max(lengths)) == 1 and lengths[question.right - 1] == max(lengths)


def check_forms(page: Page, workshop: Workshop) -> None:
    if not workshop.forms:
        page.fault(workshop.lines.get("id", 1), _("No [[forms]]: people have no way to say what they thought of it."))
    for form in workshop.forms:
        for kind in FORM_KINDS:
            if not any(question.kind == kind for question in form.questions):
                page.fault(form.line, _("No question here is of the kind “{kind}”.").format(kind=kind))
