; The setup program: for one person, without an administrator, in Spanish or English as the system speaks.
; pynsist fills in what stands between [[ and ]]; its own script installs for all users and asks nothing about data.

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user
AllowSkipFiles off ; half a program is none

!define NAME "Care Companion"
!define VERSION "[[ib.version]]"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CareCompanion"
!define PACK "CareCompanion.pack"
!define LAUNCH "Care_Companion.launch.pyw"
!define COMPILED_KB 40000 ; what Python makes of its files at the end

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
!define MUI_FINISHPAGE_RUN_PARAMETERS "$\"$INSTDIR\${LAUNCH}$\""

!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE skip_folder
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
LangString ROOM ${LANG_SPANISH} "No hay espacio: hacen falta $R1 MB y hay $R2 MB libres. No cambió nada. Libera espacio o elige otro disco."
LangString ROOM ${LANG_ENGLISH} "There is not enough room: $R1 MB are needed, $R2 MB are free. Nothing was changed. Free some space, or choose another disk."
LangString CUT_SHORT ${LANG_SPANISH} "No se pudo instalar. Si había una versión de antes, sigue ahí. Tus cosas están como estaban."
LangString CUT_SHORT ${LANG_ENGLISH} "It could not be installed. If there was an earlier version, it is still there. Your own things are as they were."
LangString DATA ${LANG_SPANISH} "¿Borrar también los perfiles de esta computadora, con todo lo que escribieron? Si respondes «No», quedan guardados para otra vez."
LangString DATA ${LANG_ENGLISH} "Also delete the profiles on this computer, with all that was written in them? If you answer No, they are kept for another time."
LangString DATA_SURE ${LANG_SPANISH} "Esto no se puede deshacer. ¿Borrar los perfiles para siempre?"
LangString DATA_SURE ${LANG_ENGLISH} "This cannot be undone. Delete the profiles for ever?"
LangString LEFT ${LANG_SPANISH} "No se pudo borrar todo. Lo que queda está en $LOCALAPPDATA\care-companion."
LangString LEFT ${LANG_ENGLISH} "Not everything could be deleted. What is left is in $LOCALAPPDATA\care-companion."
LangString PACK_KIND ${LANG_SPANISH} "Paquete de Care Companion"
LangString PACK_KIND ${LANG_ENGLISH} "Care Companion pack"

; Silently there is nobody to read it; then only the exit code says that nothing was done.
!macro SAY WORDS
  MessageBox MB_OK|MB_ICONINFORMATION "$(${WORDS})" /SD IDOK
!macroend

; A program that runs holds its own file: it cannot be opened for writing.
!macro REFUSE_WHILE_OPEN
  !insertmacro REFUSE_WHILE_FILE_OPEN "$INSTDIR\Python\pythonw.exe"
  !insertmacro REFUSE_WHILE_FILE_OPEN "$INSTDIR\Python\python.exe"
!macroend
!macro REFUSE_WHILE_FILE_OPEN FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      !insertmacro SAY OPEN
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro BRING_BACK FOLDER
  ${If} ${FileExists} "$INSTDIR\.old\${FOLDER}\*.*"
    RMDir /r "$INSTDIR\${FOLDER}"
    Rename "$INSTDIR\.old\${FOLDER}" "$INSTDIR\${FOLDER}"
  ${ElseIfNot} ${FileExists} "$INSTDIR\${LAUNCH}"
    RMDir /r "$INSTDIR\${FOLDER}"
  ${EndIf}
!macroend

Function .onInit
  SetRegView 64
  ReadRegStr $R1 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} ${RunningX64}
    IntCmp $R1 17763 fine 0 fine
  ${EndIf}
  !insertmacro SAY OLD_WINDOWS
  Abort
  fine:
  ReadRegStr $R0 HKCU "${UNINSTALL}" "DisplayVersion"
  ReadRegStr $R3 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $R0 != ""
  ${AndIf} ${FileExists} "$R3\${LAUNCH}" ; else somebody deleted the folder, and there is nothing to uninstall
    ${VersionCompare} "$R0" "${VERSION}" $R2
    ${If} $R2 == 1
      !insertmacro SAY NEWER
      Abort
    ${EndIf}
  ${EndIf}
  !insertmacro REFUSE_WHILE_OPEN
FunctionEnd

Var HAS_BEGUN

; A new version goes where the one before lies.
Function skip_folder
  ${If} ${FileExists} "$INSTDIR\${LAUNCH}"
    Abort
  ${EndIf}
FunctionEnd

; All is unpacked beside; only when it is whole the old one gives way, and where that fails it comes back.
Section "${NAME}" PROGRAM
  AddSize ${COMPILED_KB}
  SetShellVarContext current
  Call check_folder ; once more: silently there was no page, and it may have been opened meanwhile
  StrCpy $HAS_BEGUN yes
  SetOutPath "$INSTDIR\.new\pkgs"
  File /r "pkgs\*.*"
  SetOutPath "$INSTDIR\.new\Python"
  File /r "Python\*.*"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\.old"
  CreateDirectory "$INSTDIR\.old"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\pkgs\*.*"
    Rename "$INSTDIR\pkgs" "$INSTDIR\.old\pkgs"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\Python\*.*"
    Rename "$INSTDIR\Python" "$INSTDIR\.old\Python"
  ${EndIf}
  ${IfNot} ${Errors}
    Rename "$INSTDIR\.new\pkgs" "$INSTDIR\pkgs"
    Rename "$INSTDIR\.new\Python" "$INSTDIR\Python"
  ${EndIf}
  ${If} ${Errors}
    Abort ; .onInstFailed says so, and brings the old one back
  ${EndIf}
  File "SHA256SUMS"
[% for destination, group in grouped_files %]
[% for file in group %]
  File "[[ file ]]"
[% endfor %]
[% endfor %]
  WriteUninstaller "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\.old"
  RMDir /r "$INSTDIR\.new"

  SetOutPath "$PROFILE" ; where the program starts
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Python\pythonw.exe" '"$INSTDIR\${LAUNCH}"' "$INSTDIR\[[icon]]"
  SetOutPath "$INSTDIR"

  WriteRegStr HKCU "Software\Classes\.carepack" "" "${PACK}"
  WriteRegStr HKCU "Software\Classes\${PACK}" "" "$(PACK_KIND)"
  WriteRegStr HKCU "Software\Classes\${PACK}\DefaultIcon" "" "$INSTDIR\[[icon]]"
  WriteRegStr HKCU "Software\Classes\${PACK}\shell\open\command" "" '"$INSTDIR\Python\pythonw.exe" "$INSTDIR\${LAUNCH}" run "%1"'

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
  ${RefreshShellIcons} ; the desktop learns what a .carepack is
SectionEnd

; Into a folder of our own only: what lies in it is replaced later on, and taken away by the uninstaller.
Function check_folder
  ${GetFileName} "$INSTDIR" $0
  ${If} $0 != "${NAME}"
    StrCpy $INSTDIR "$INSTDIR\${NAME}"
  ${EndIf}
  !insertmacro REFUSE_WHILE_OPEN
  RMDir /r "$INSTDIR\.new" ; of an attempt that was cut short
  ${DirState} "$INSTDIR" $0
  ${If} $0 == 1
  ${AndIfNot} ${FileExists} "$INSTDIR\${LAUNCH}"
    !insertmacro SAY OTHERS
    Abort
  ${EndIf}
  SectionGetSize ${PROGRAM} $R1
  IntOp $R1 $R1 / 1024
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  ${DriveSpace} "$0\" "/D=F /S=M" $R2
  ${IfNot} ${Errors} ; some disks do not tell
  ${AndIf} $R2 < $R1
    !insertmacro SAY ROOM
    Abort
  ${EndIf}
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\.try" w
  ${If} ${Errors}
    !insertmacro SAY RIGHTS
    Abort
  ${EndIf}
  FileClose $0
  Delete "$INSTDIR\.try"
FunctionEnd

; What was there before comes back; of the new one nothing stays.
Function .onInstFailed
  ${If} $HAS_BEGUN != yes
    Return
  ${EndIf}
  SetOutPath "$TEMP"
  !insertmacro BRING_BACK pkgs
  !insertmacro BRING_BACK Python
  RMDir "$INSTDIR\.old"
  RMDir /r "$INSTDIR\.new"
  RMDir "$INSTDIR" ; only when nothing lies in it
  !insertmacro SAY CUT_SHORT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro REFUSE_WHILE_OPEN
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_OPEN ; it may have been opened meanwhile
  ; Silently never: only a person who was asked can say yes.
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DATA)" /SD IDNO IDNO keep
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DATA_SURE)" /SD IDNO IDNO keep
    RMDir /r "$LOCALAPPDATA\care-companion"
    ${If} ${FileExists} "$LOCALAPPDATA\care-companion\*.*"
      !insertmacro SAY LEFT
    ${EndIf}
  keep:
  ${If} ${FileExists} "$INSTDIR\${LAUNCH}" ; else this is another folder, and what lies in it is not ours
    RMDir /r "$INSTDIR\pkgs"
    RMDir /r "$INSTDIR\Python"
    RMDir /r "$INSTDIR\.new"
    RMDir /r "$INSTDIR\.old"
  ${EndIf}
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
  ${un.RefreshShellIcons}
SectionEnd
