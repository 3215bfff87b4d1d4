#!/bin/sh
# Makes .venv with exactly the versions of constraints.txt, and sees to Qt's system libraries. Run by every make target.
#
# Installs what is missing and nothing else; does nothing when all is there. System packages are installed with apt where the
# user may (root, or sudo without a password); otherwise one sentence names them. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."

. scripts/apt.sh

STAMP=.venv/thads-stamp
want() { cat constraints.txt pyproject.toml scripts/bootstrap.sh scripts/apt.sh | cksum; }
done_before() { [ -x .venv/bin/python ] && [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$(want)" ]; }

done_before && exit 0
mkdir -p build

# One at a time: a second make waits here and then finds the work done. The lock ends with this process.
if command -v flock >/dev/null 2>&1; then
    exec 9>build/.bootstrap.lock
    flock 9
    done_before && exit 0
fi

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        recent "$PYTHON" || stop "PYTHON=$PYTHON is no Python 3.11 or newer; please name another."
        echo "$PYTHON"
        return
    fi
    for name in python3 python3.13 python3.12 python3.11 python; do
        if recent "$name"; then echo "$name"; return; fi
    done
    stop "Python 3.11 or newer is needed and none was found; please install python3, or name one with PYTHON=..."
}

make_venv() {
    if [ -x .venv/bin/python ] && recent .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then return; fi
    python=$(find_python)
    rm -rf .venv
    # Debian keeps ensurepip in packages of its own; without it the environment would come up without pip.
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "Python cannot make virtual environments yet" "python$version-venv"
    fi
    say "making .venv"
    "$python" -m venv .venv || stop "the virtual environment .venv could not be made with $python (see above)."
}

install_python_packages() {
    say "installing the Python packages of constraints.txt into .venv (a few minutes the first time)"
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install -q --retries 5 --timeout 60 -c constraints.txt"
    # The build tools too come from constraints.txt, hence no isolated build.
    { $pip hatchling editables && $pip --no-build-isolation -e '.[dev]'; } \
        || stop "the Python packages could not be installed (see above); is the package index reachable?"
}

# Prints a line for each system library that Qt lacks, or nothing.
qt_lacks() {
    QT_QPA_PLATFORM=offscreen .venv/bin/python - 2>&1 <<'PY' || true
import pathlib, subprocess, sys
try:
    from PySide6 import QtPdfWidgets, QtPrintSupport, QtSvg, QtWidgets
except ImportError as error:
    print(error)
import PySide6
root = pathlib.Path(PySide6.__file__).parent
plugins = root / "Qt" / "plugins"
# Of the platforms only these two are needed; the others want hardware of their own, and Wayland falls back on xcb.
wanted = [plugins / "platforms/libqxcb.so", plugins / "platforms/libqoffscreen.so"]
if sys.platform == "linux":
    for plugin in wanted:
        found = subprocess.run(["ldd", str(plugin)], capture_output=True, text=True, check=False).stdout
        for line in found.splitlines():
            if "not found" in line:
                print(line.split()[0])
PY
}

# Only ask for what Qt's own libraries do not carry.
QT_PACKAGES="libegl1 libgl1 libopengl0 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 \
libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 \
libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libwayland-client0 \
libwayland-cursor0 libwayland-egl1"

see_to_qt() {
    [ "$(uname -s)" = Linux ] || return 0
    lacks=$(qt_lacks)
    if [ -n "$lacks" ]; then
        # shellcheck disable=SC2086
        apt_install "Qt lacks system libraries ($(echo "$lacks" | head -n 1))" $QT_PACKAGES
        lacks=$(qt_lacks)
        [ -z "$lacks" ] || stop "Qt still lacks system libraries: $lacks"
    fi
    # The window's letters; papers carry their own (resources/fonts).
    if command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list ':lang=vi' family 2>/dev/null | head -n 1)" ]; then return 0; fi
    if [ -n "$(find /usr/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" -name '*.[ot]tf' 2>/dev/null | head -n 1)" ]; then
        return 0
    fi
    apt_install "no font with Vietnamese letters is installed for the window" fonts-noto-core fontconfig
}

# Only make package and its test need these, so their absence stops nobody else.
see_to_freezing() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=
    command -v objdump >/dev/null 2>&1 || missing=binutils
    # Debian keeps the interpreter's shared library in a package of its own.
    find_library='import sys; from PyInstaller.depend.bindepend import get_python_library_path as f; sys.exit(f() is None)'
    if ! .venv/bin/python -c "$find_library" >/dev/null 2>&1; then
        missing="$missing $(.venv/bin/python -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')"
    fi
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086
    (apt_install "freezing the program (make package, make test) needs more" $missing) || true
}

make_venv
install_python_packages
see_to_qt
see_to_freezing
want > "$STAMP"
