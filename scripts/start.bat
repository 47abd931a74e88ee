@echo off
rem Sets up, serves the site with the desk, and opens the desk in the browser: for a double click.
rem A folder on a network share gets a letter of its own, since no console works in it otherwise.
rem The console is switched to UTF-8 before any Chinese is printed.
chcp 65001 >nul
setlocal
pushd "%~dp0.."

set "PYTHON="
py -3 -c "import sys" >nul 2>&1
if not errorlevel 1 set "PYTHON=py -3"
if not defined PYTHON call :look_for_python
if not defined PYTHON goto :no_python

%PYTHON% scripts\site.py --open %*
if errorlevel 1 goto :failed
goto :end

:look_for_python
where python >nul 2>&1
if errorlevel 1 exit /b
rem The Store's stub is called python.exe too; it runs nothing and leaves an error level.
python -c "import sys" >nul 2>&1
if errorlevel 1 (set "STUB=1") else (set "PYTHON=python")
exit /b

:no_python
if defined STUB (
  echo 找到的 python 只是应用商店的占位程序。改法：从 python.org 下载 64 位安装程序，安装时勾选 Add python.exe to PATH。
) else (
  echo 没有找到 Python。改法：从 python.org 下载 64 位安装程序，安装时勾选 Add python.exe to PATH。
)
pause
popd
exit /b 1

:failed
echo 没有启动成功，请看上面的提示。
pause
exit /b 1

:end
popd
endlocal
