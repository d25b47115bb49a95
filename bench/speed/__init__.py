"""How fast and how light Letopis is. `python -m bench.speed [STAGE] [--data PATH] [--json]`.

Stages: throughput (text to claims beside the bare encoder on the same words, in one run), parts (what each part of
the way and each head of the encoder costs), start (a first result from a cold start), help, memory, weight (the wheel,
and what an installation takes). Without a STAGE, all of them.
Figures depend on the machine; the ratios hardly do.
"""
