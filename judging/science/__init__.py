"""The numbers behind the results: pure functions on arrays, each with the source of its formula. No Django here."""

import os

# One thread: sums are then added in one order, so that the same input gives the same bytes on any number of cores; and
# matrices of a few hundred jurors are done before a second thread has woken. Read by numpy's and scipy's own libraries
# when they are loaded, which is after this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
