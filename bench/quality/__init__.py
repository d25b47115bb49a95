"""How right Letopis is: one task, one data set, one figure, printed with the signature of what was measured.

`python -m bench.quality TASK --data PATH [--json] [--limit N]` scores one task on any data of its format;
`python -m bench.quality gate` holds every task against its floors in floors.json. Only the public runtime is
called.
"""
