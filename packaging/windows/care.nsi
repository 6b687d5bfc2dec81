; The setup program: for one person, without an administrator, in Spanish or English as the system speaks.
; pynsist fills in what stands between [[ and ]]; its own script installs for all users and asks nothing about data.

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!define NAME "Care Companion"
!define VERSION "[[ib.version]]"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CareCompanion"
!define PACK "CareCompanion.pack"

Name "${NAME}"
OutFile "[[ib.installer_name]]"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "The Care Companion contributors. Apache-2.0, CC-BY-SA-4.0"

!include "MUI2.nsh"
!include "WordFunc.nsh"
!include "FileFunc.nsh"
!include "x64.nsh"

!define MUI_ICON "[[icon]]"
!define MUI_UNICON "[[icon]]"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\Python\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "$\"$INSTDIR\Care_Companion.launch.pyw$\""

!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE check_folder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is taken where the system speaks neither.
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"

LangString OPEN ${LANG_SPANISH} "Care Companion está abierto. Ciérralo y vuelve a intentarlo. No cambió nada."
LangString OPEN ${LANG_ENGLISH} "Care Companion is open. Close it and try again. Nothing was changed."
LangString NEWER ${LANG_SPANISH} "Aquí ya está la versión $R0, más nueva que esta (${VERSION}). Se queda como está. Si quieres volver a una anterior, desinstala primero; tus cosas no se borran."
LangString NEWER ${LANG_ENGLISH} "Version $R0 is here already, newer than this one (${VERSION}). It stays as it is. To go back to an earlier one, uninstall first; your own things are not deleted."
LangString RIGHTS ${LANG_SPANISH} "En esta carpeta no se puede escribir. Elige otra. No cambió nada."
LangString RIGHTS ${LANG_ENGLISH} "Nothing can be written in this folder. Choose another one. Nothing was changed."
LangString OTHERS ${LANG_SPANISH} "En esta carpeta hay otras cosas. Elige una vacía. No cambió nada."
LangString OTHERS ${LANG_ENGLISH} "There are other things in this folder. Choose an empty one. Nothing was changed."
LangString OLD_WINDOWS ${LANG_SPANISH} "Care Companion necesita Windows 10 (versión 1809) o más nuevo, de 64 bits."
LangString OLD_WINDOWS ${LANG_ENGLISH} "Care Companion needs Windows 10 (version 1809) or newer, 64-bit."
LangString DATA ${LANG_SPANISH} "¿Borrar también los perfiles de esta computadora, con todo lo que escribieron? Si respondes «No», quedan guardados para otra vez."
LangString DATA ${LANG_ENGLISH} "Also delete the profiles on this computer, with all that was written in them? If you answer No, they are kept for another time."
LangString DATA_SURE ${LANG_SPANISH} "Esto no se puede deshacer. ¿Borrar los perfiles para siempre?"
LangString DATA_SURE ${LANG_ENGLISH} "This cannot be undone. Delete the profiles for ever?"
LangString PACK_KIND ${LANG_SPANISH} "Paquete de Care Companion"
LangString PACK_KIND ${LANG_ENGLISH} "Care Companion pack"

; A program that runs holds its own file: it cannot be opened for writing.
!macro REFUSE_WHILE_OPEN
  IfFileExists "$INSTDIR\Python\pythonw.exe" 0 +7
    ClearErrors
    FileOpen $0 "$INSTDIR\Python\pythonw.exe" a
    IfErrors 0 +3
      MessageBox MB_OK|MB_ICONINFORMATION "$(OPEN)" /SD IDOK
      Abort
    FileClose $0
!macroend

Function .onInit
  SetRegView 64
  ReadRegStr $R1 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} ${RunningX64}
    IntCmp $R1 17763 fine 0 fine
  ${EndIf}
  MessageBox MB_OK|MB_ICONINFORMATION "$(OLD_WINDOWS)" /SD IDOK
  Abort
  fine:
  ReadRegStr $R0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $R0 != ""
    ${VersionCompare} "$R0" "${VERSION}" $R2
    ${If} $R2 == 1
      MessageBox MB_OK|MB_ICONINFORMATION "$(NEWER)" /SD IDOK
      Abort
    ${EndIf}
  ${EndIf}
  !insertmacro REFUSE_WHILE_OPEN
FunctionEnd

; Into a folder of our own only: what lies in it is replaced later on, and taken away by the uninstaller.
Function check_folder
  ${GetFileName} "$INSTDIR" $0
  ${If} $0 != "${NAME}"
    StrCpy $INSTDIR "$INSTDIR\${NAME}"
  ${EndIf}
  IfFileExists "$INSTDIR\Care_Companion.launch.pyw" ours
  ${DirState} "$INSTDIR" $0
  ${If} $0 == 1
    MessageBox MB_OK|MB_ICONINFORMATION "$(OTHERS)"
    Abort
  ${EndIf}
  ours:
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\.try" w
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONINFORMATION "$(RIGHTS)"
    Abort
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\.try"
  !insertmacro REFUSE_WHILE_OPEN
FunctionEnd

Section "${NAME}"
  SetShellVarContext current
  IfFileExists "$INSTDIR\Care_Companion.launch.pyw" 0 +3
    RMDir /r "$INSTDIR\pkgs"
    RMDir /r "$INSTDIR\Python"
  SetOutPath "$INSTDIR\pkgs"
  File /r "pkgs\*.*"
  SetOutPath "$INSTDIR\Python"
  File /r "Python\*.*"
  SetOutPath "$INSTDIR"
  File "SHA256SUMS"
[% for destination, group in grouped_files %]
[% for file in group %]
  File "[[ file ]]"
[% endfor %]
[% endfor %]
  WriteUninstaller "$INSTDIR\uninstall.exe"

  SetOutPath "$PROFILE" ; where the program starts
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Python\pythonw.exe" '"$INSTDIR\Care_Companion.launch.pyw"' "$INSTDIR\[[icon]]"
  SetOutPath "$INSTDIR"

  WriteRegStr HKCU "Software\Classes\.carepack" "" "${PACK}"
  WriteRegStr HKCU "Software\Classes\${PACK}" "" "$(PACK_KIND)"
  WriteRegStr HKCU "Software\Classes\${PACK}\DefaultIcon" "" "$INSTDIR\[[icon]]"
  WriteRegStr HKCU "Software\Classes\${PACK}\shell\open\command" "" '"$INSTDIR\Python\pythonw.exe" "$INSTDIR\Care_Companion.launch.pyw" run "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\[[icon]]"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "[[ib.publisher]]"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  ; Read once now, so that the first start is no slower than the others.
  nsExec::ExecToLog '"$INSTDIR\Python\python.exe" -m compileall -q "$INSTDIR\pkgs"'
SectionEnd

Function un.onInit
  SetRegView 64
  !insertmacro REFUSE_WHILE_OPEN
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  ; Silently never: only a person who was asked can say yes.
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DATA)" /SD IDNO IDNO keep
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DATA_SURE)" /SD IDNO IDNO keep
    RMDir /r "$LOCALAPPDATA\care-companion"
  keep:
  RMDir /r "$INSTDIR\pkgs"
  RMDir /r "$INSTDIR\Python"
[% for destination, group in grouped_files %]
[% for file in group %]
  Delete "$INSTDIR\[[ file ]]"
[% endfor %]
[% endfor %]
  Delete "$INSTDIR\SHA256SUMS"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when nothing else lies in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "Software\Classes\.carepack"
  DeleteRegKey HKCU "Software\Classes\${PACK}"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
