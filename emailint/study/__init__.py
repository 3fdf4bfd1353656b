"""What became of one's own mail: who got a reply, and whether the advice holds there."""

import os

# Its matrices are tall and thin: BLAS gains nothing from several threads, and where other work
# has the cores they wait for each other ten times as long. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
