@echo off
rem Runs Vitrine from its checkout. The first use builds it; later ones start at once. After a change of the
rem sources, delete cli\target to build anew.
setlocal
set "ROOT=%~dp0"
set "DIST=%ROOT%cli\target\dist"
set "ARCHIVE=%DIST%\vitrine.jsa"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo vitrine: no Java found; install a JDK 17 or newer, or set JAVA_HOME 1>&2
  exit /b 1
)
if not exist "%DIST%\complete" (
  where mvn >nul 2>&1
  if errorlevel 1 (
    echo vitrine: the first use builds Vitrine and needs Maven 3.8 or newer ^(mvn^) 1>&2
    exit /b 1
  )
  echo vitrine: building ^(the first time takes a few minutes^) 1>&2
  call mvn -B -q -f "%ROOT%pom.xml" -Dquick -Dmaven.test.skip=true package 1>&2
  if errorlevel 1 (
    echo vitrine: the build failed; the messages above say why 1>&2
    exit /b 1
  )
  if exist "%ARCHIVE%.release" del "%ARCHIVE%.release"
  type nul >"%DIST%\complete"
)
call :is_archived || call :make_archive
set "SHARE=-Xshare:auto"
if exist "%ARCHIVE%" set "SHARE=-XX:SharedArchiveFile=%ARCHIVE%"
rem Training runs long enough for the second compiler to pay. What only says something starts faster with the collector
rem that takes its first objects from the archive; where there is work to do, the other is faster. It also does without
rem the check of picocli's classes, which are too old for the archive to keep them checked. The command comes after --debug
rem and --lang at most, --help after the command; in quotes, an argument may have parentheses.
set "COMPILER=-XX:TieredStopAtLevel=1"
set "COLLECTOR=-XX:+UseSerialGC"
for %%W in ("%~1" "%~2" "%~3" "%~4") do (
  if "%%~W"=="demo" set "COMPILER=-XX:+TieredCompilation"
  if "%%~W"=="train" set "COMPILER=-XX:+TieredCompilation"
  if "%%~W"=="--help" set "COLLECTOR=-XX:+UseG1GC -XX:-BytecodeVerificationRemote"
  if "%%~W"=="--version" set "COLLECTOR=-XX:+UseG1GC -XX:-BytecodeVerificationRemote"
)
"%JAVA%" "%SHARE%" -Xshare:auto -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions ^
  -XX:ArchiveRelocationMode=0 %COMPILER% -Xlog:disable %COLLECTOR% -Djava.awt.headless=true ^
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -jar "%DIST%\vitrine-cli.jar" %*
exit /b %ERRORLEVEL%

rem Whether the archive is of this Java; a JDK says in its file "release" which one it is.
:is_archived
call :release
if not exist "%ARCHIVE%.release" exit /b 1
if "%RELEASE%"=="nul" exit /b 0
fc /b "%RELEASE%" "%ARCHIVE%.release" >nul 2>&1
exit /b %ERRORLEVEL%

:release
set "RELEASE=nul"
for %%J in ("%JAVA%") do set "FOUND=%%~$PATH:J"
if defined JAVA_HOME set "FOUND=%JAVA%"
for %%J in ("%FOUND%") do if exist "%%~dpJ..\release" set "RELEASE=%%~dpJ..\release"
exit /b 0

rem An archive of the classes that the commands load makes every start faster; all works without it too. The list of
rem them comes from a rehearsal of the commands. Another Java needs its own archive.
:make_archive
if exist "%ARCHIVE%" del "%ARCHIVE%"
set "MADE=%DIST%\archive.%RANDOM%"
mkdir "%MADE%" 2>nul
if not exist "%MADE%" exit /b 1
"%JAVA%" "-XX:DumpLoadedClassList=%MADE%\classes" -XX:+UseSerialGC -Djava.awt.headless=true ^
  -cp "%DIST%\vitrine-cli.jar" io.vitrine.cli.Rehearsal "%MADE%" >nul 2>&1 ^
  && "%JAVA%" -Xshare:dump "-XX:SharedClassListFile=%MADE%\classes" "-XX:SharedArchiveFile=%MADE%\jsa" -XX:+UseG1GC ^
  -cp "%DIST%\vitrine-cli.jar" >nul 2>&1 ^
  && move /y "%MADE%\jsa" "%ARCHIVE%" >nul
type "%RELEASE%" >"%ARCHIVE%.release"
rmdir /s /q "%MADE%"
exit /b 0
