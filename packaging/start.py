"""Where a built program begins."""

from carecompanion.main import main

raise SystemExit(main())
