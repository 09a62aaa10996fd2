# SPDX-License-Identifier: MIT
# facts.sh: the machine and the versions of the peers, as lines of the results. Sourced by run.
facts() {
    tab=$(printf '\t')
    [ -z "${PEERS:-}" ] || PATH=$PEERS/bin:$PATH
    py=${PYTHON:-python3}
    [ ! -x "${PEERS:-}/bin/python" ] || py=$PEERS/bin/python
    echo "machine${tab}date${tab}$(date -u +%Y-%m-%d)"
    echo "machine${tab}cores${tab}$(nproc)"
    echo "machine${tab}processor${tab}$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null | head -n 1)"
    echo "machine${tab}memory${tab}$(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo 2> /dev/null)"
    echo "machine${tab}system${tab}$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release 2> /dev/null), $(uname -s) $(uname -r | cut -d. -f1,2)"
    echo "machine${tab}compiler${tab}$(${CC:-cc} --version | head -n 1)"
    echo "machine${tab}load${tab}$(cut -d' ' -f1 /proc/loadavg 2> /dev/null)"
    echo "machine${tab}records${tab}${RECORDS:-1000000}"
    echo "machine${tab}runs${tab}${RUNS:-5}"
    version bd "$("${BD_BIN:-bin}/bd-norm" --version 2> /dev/null | head -n 1)"
    version cut "$(cut --version 2> /dev/null | head -n 1)"
    version 'sort, join, comm' "$(sort --version 2> /dev/null | head -n 1)"
    version mawk "$(mawk -W version 2>&1 < /dev/null | head -n 1 | cut -d, -f1)"
    version gawk "$(gawk --version 2> /dev/null | head -n 1 | cut -d, -f1)"
    version datamash "$(datamash --version 2> /dev/null | head -n 1)"
    version Miller "$(mlr --version 2> /dev/null | head -n 1)"
    version xan "xan $(xan --version 2> /dev/null | head -n 1)"
    for module in duckdb:DuckDB daff:daff csv-diff:csv-diff pdfplumber:pdfplumber camelot-py:Camelot; do
        version "${module#*:}" "$("$py" -c "import importlib.metadata as m; print('${module#*:}', m.version('${module%%:*}'))" 2> /dev/null)"
    done
    version pdftotext "$(pdftotext -v 2>&1 < /dev/null | head -n 1)"
}
version() { # NAME LINE: missing where nothing answered
    case $2 in *[0-9]*) echo "peer${tab}$1${tab}$2" ;; *) echo "peer${tab}$1${tab}missing" ;; esac
}
