# shellcheck shell=sh
# What the scripts beside it share: one sentence to the user, and Debian's packages where the user may install them.

say() { echo "thads-desktop: $*" >&2; }
stop() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# apt_install WHY PACKAGE... : installs, or stops with one sentence that names the packages.
apt_install() {
    why=$1; shift
    command -v apt-get >/dev/null 2>&1 || stop "$why. Please install these packages (Debian's names) and try again: $*"
    as_root true || stop "$why. Please have these packages installed (sudo apt-get install $*) and try again."
    say "$why: installing $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >build/apt.log 2>&1 || {
        cat build/apt.log >&2
        stop "$why, and apt could not install: $*. Please install these packages and try again."
    }
}
