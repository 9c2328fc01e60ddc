"""The additive mixed model by REML: the fair score of the live pages. Source: JUDGING section 3.

y_ij = mu_t(i) + u_i + v_j + e_ij, with u ~ N(0, su2) for the entry, v ~ N(0, sv2) for the juror (positive: lenient),
e ~ N(0, se2), and a mean mu_t per track; tu = su2/se2, tv = sv2/se2. Entries are swept out in closed form, so that what
is left to solve is one matrix of tracks and jurors, whatever the number of entries.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.optimize import minimize
from scipy.sparse import csr_array

from judging.science.fit import INTERVAL, Fit, Variances, demand_comparable
from judging.science.marks import Floats, Marks

MODEL = "additive/1"
DRAWS = 1000
# On the scale of log tu and log tv: e^-12 is no difference at all, e^9 leaves no error.
BOUNDS = (-12.0, 9.0)
# Where the search for the variances begins: jurors who differ, and jurors who hardly do.
STARTS = ((0.0, -1.0), (-1.0, -5.0))


class Sums:
    """All that the likelihood needs of the marks, gathered once and by the number n of marks on an entry.

    Names are those of the formulas: W (I, J) incidence, G (T, I) track indicator, y marks around their mean `centre`.
    For each n in `counts` (C,): `WW` (C, J, J) W'W, `GW` (C, T, J), `Wy` (C, J) W'y_i., `Gy` (C, T), `yy` (C,) sum of
    y_i. squared, `G1` (C, T) and `I1` (C,) the entries with that n.
    """

    def __init__(self, marks: Marks):
        self.centre = float(marks.score.mean())
        y = marks.score - self.centre
        self.N, self.T, self.J = len(marks), marks.tracks, marks.jurors
        self.n_i, self.n_j = marks.per_entry, marks.per_juror
        self.track = marks.track
        self.y_i = np.bincount(marks.entry, y, minlength=marks.entries)
        self.y_j = np.bincount(marks.juror, y, minlength=marks.jurors)
        self.y2 = float(y @ y)
        self.W = csr_array((np.ones(self.N), (marks.entry, marks.juror)), shape=(marks.entries, marks.jurors))
        self.counts = np.unique(self.n_i)
        self._gather()

    def _gather(self) -> None:
        C, T, J = len(self.counts), self.T, self.J
        self.WW, self.GW = np.zeros((C, J, J)), np.zeros((C, T, J))
        self.Wy, self.Gy, self.G1 = np.zeros((C, J)), np.zeros((C, T)), np.zeros((C, T))
        for c, n in enumerate(self.counts):
            of_n = np.flatnonzero(self.n_i == n)
            W, track, y = self.W[of_n], self.track[of_n], self.y_i[of_n]
            G = csr_array((np.ones(len(of_n)), (track, np.arange(len(of_n)))), shape=(T, len(of_n)))
            self.WW[c], self.GW[c], self.Wy[c] = (W.T @ W).toarray(), (G @ W).toarray(), W.T @ y
            self.Gy[c], self.G1[c] = G @ y, np.bincount(track, minlength=T)
        self.I1 = self.G1.sum(axis=1)
        self.yy = np.array([float((self.y_i[self.n_i == n] ** 2).sum()) for n in self.counts])


@dataclass(frozen=True, eq=False)
class System:
    """S (mu, v / sqrt(tv)) = r at given tu and tv: `root` is the lower Cholesky factor of S, tracks first."""

    tu: float
    tv: float
    root: Floats
    solution: Floats
    se2: float
    deviance: float


def system(sums: Sums, tu: float, tv: float) -> System:
    """The equations of JUDGING section 3, solved, with -2 log REML; se2 is profiled out."""
    n, T, J = sums.counts, sums.T, sums.J
    a = tu / (1.0 + tu * n)
    rest = 1.0 - a * n
    S = np.empty((T + J, T + J))
    S[T:, T:] = np.eye(J) + tv * (np.diag(sums.n_j) - np.tensordot(a, sums.WW, 1))
    S[:T, T:] = np.sqrt(tv) * np.tensordot(rest, sums.GW, 1)
    S[T:, :T] = S[:T, T:].T
    S[:T, :T] = np.diag((n * rest) @ sums.G1)
    r = np.concatenate([rest @ sums.Gy, np.sqrt(tv) * (sums.y_j - a @ sums.Wy)])
    root, _ = cho_factor(S, lower=True)
    solution = cho_solve((root, True), r)
    pr = sums.y2 - float(a @ sums.yy) - float(r @ solution)
    free = sums.N - T
    log_S = 2.0 * float(np.log(np.diag(root)).sum())
    deviance = float(sums.I1 @ np.log1p(tu * n)) + log_S + free * (1.0 + np.log(2.0 * np.pi * pr / free))
    return System(tu, tv, root, solution, pr / free, deviance)


def reml(sums: Sums, starts: tuple[tuple[float, float], ...] = STARTS) -> System:
    """The system at the tu and tv that minimise -2 log REML, by L-BFGS-B on their logarithms from each of `starts`."""

    def deviance(logs: Floats) -> float:
        return system(sums, *np.exp(logs)).deviance

    ends = [minimize(deviance, start, method="L-BFGS-B", bounds=(BOUNDS, BOUNDS)) for start in starts]
    tu, tv = np.exp(min(ends, key=lambda end: end.fun).x)
    return system(sums, float(tu), float(tv))


def fair_scores(sums: Sums, v: Floats) -> Floats:
    """m_i = mean_j (y_ij - v_j), in points: (J,) to (I,)."""
    return sums.centre + (sums.y_i - sums.W @ v) / sums.n_i


def fit_additive(marks: Marks, seed: int, draws: int = DRAWS) -> Fit:
    """Fair scores with intervals, and `draws` posterior draws of all merits.

    Raises CannotComputeError where leniency cannot be removed: see `demand_comparable`.
    """
    demand_comparable(marks)
    sums = Sums(marks)
    best = reml(sums)
    v = np.sqrt(best.tv) * best.solution[sums.T :]
    posterior = _draw(sums, best, np.random.default_rng(seed), draws)
    fair = fair_scores(sums, v)
    merit = sums.centre + best.solution[sums.track] + _shrunk(sums, best, best.solution[: sums.T], v)
    spread = np.sqrt(best.se2)
    low, high = np.percentile(posterior.fair, INTERVAL, axis=0)
    leniency_low, leniency_high = np.percentile(posterior.v, INTERVAL, axis=0)
    return Fit(
        model=MODEL,
        fair=fair,
        low=low,
        high=high,
        merit=posterior.merit,
        leniency=v,
        leniency_low=leniency_low,
        leniency_high=leniency_high,
        slope=np.ones(sums.J),
        spread=np.full(sums.J, spread),
        residual=(marks.score - merit[marks.entry] - v[marks.juror]) / spread,
        variances=Variances(best.tu * best.se2, best.tv * best.se2, best.se2),
    )


@dataclass(frozen=True, eq=False)
class Posterior:
    """Draws of leniency `v` (D, J), of merit mu_t + u_i (D, I), and of the fair score with the entry fixed (D, I)."""

    v: Floats
    merit: Floats
    fair: Floats


def _shrunk(sums: Sums, at: System, mu: Floats, v: Floats) -> Floats:
    """u_i = a_i sum_j (y_ij - mu - v_j), (I,); or a row for each row of `mu` (D, T) and `v` (D, J)."""
    a = at.tu / (1.0 + at.tu * sums.n_i)
    return a * (sums.y_i - sums.n_i * mu[..., sums.track] - (sums.W @ v.T).T)


def _draw(sums: Sums, at: System, rng: np.random.Generator, draws: int) -> Posterior:
    """(mu, v) ~ N(solution, se2 S^-1) by one triangular solve, then u_i given them with variance se2 a_i.

    One normal variate for each entry moves both its merit and its fair score: the latter is what the marks alone say of
    the entry, m_i with variance se2 / n_i, the former that with the prior of the other entries.
    """
    T = sums.T
    noise = solve_triangular(at.root, rng.standard_normal((T + sums.J, draws)), lower=True, trans="T").T
    both = at.solution + np.sqrt(at.se2) * noise
    mu, v = both[:, :T], np.sqrt(at.tv) * both[:, T:]
    a = at.tu / (1.0 + at.tu * sums.n_i)
    z = rng.standard_normal((draws, len(sums.n_i)))
    merit = sums.centre + mu[:, sums.track] + _shrunk(sums, at, mu, v) + np.sqrt(at.se2 * a) * z
    fair = sums.centre + (sums.y_i - (sums.W @ v.T).T) / sums.n_i + np.sqrt(at.se2 / sums.n_i) * z
    return Posterior(v, merit, fair)
