@echo off
rem Opens Care Companion from this stick. version.txt says which version; its first line counts.
setlocal
set "here=%~dp0"
set "version="
if exist "%here%version.txt" set /p version=<"%here%version.txt"
set "program=%here%versions\%version%\windows-x86_64"
if not exist "%program%\Python\pythonw.exe" goto missing
if exist "%here%home\" set "CARE_COMPANION_HOME=%here%home"
start "" "%program%\Python\pythonw.exe" "%program%\Care_Companion.launch.pyw" %*
exit /b 0
:missing
echo Falta el programa en esta memoria. Usa otra, o copia la carpeta entera.
echo The program is missing on this stick. Use another one, or copy the whole folder.
pause
exit /b 1
