@echo off
rem Runs Vitrine from its checkout. The first use builds it; later ones start at once. After a change of the
rem sources, delete cli\target to build anew.
setlocal
set "ROOT=%~dp0"
set "DIST=%ROOT%cli\target\dist"
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
  "%JAVA%" "-XX:ArchiveClassesAtExit=%DIST%\vitrine.jsa" -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr ^
    -jar "%DIST%\vitrine-cli.jar" summary vgg16 >nul 2>&1
  type nul >"%DIST%\complete"
)
"%JAVA%" "-XX:SharedArchiveFile=%DIST%\vitrine.jsa" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr ^
  -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dstdout.encoding=UTF-8 ^
  -Dstderr.encoding=UTF-8 -jar "%DIST%\vitrine-cli.jar" %*
exit /b %ERRORLEVEL%
