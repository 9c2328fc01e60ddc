"""The full model by Gibbs sampling: the fair score of sealed results. Source: JUDGING section 3.

y_ij = mu + v_j + a_j (g_t + u_i) + e_ij, with v ~ N(0, sv2) leniency, a ~ N(1, ta2) how far a juror stretches the scale,
u ~ N(0, su2) the entry, g_t the track, e_ij ~ N(0, s_j^2) and s_j^2 ~ Scaled-Inv-Chi2(nu, s2): a juror whose marks
scatter weighs less. Every conditional is conjugate, nu is drawn from a grid. The same marks and seed give the same bytes.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from judging.science.fit import INTERVAL, Fit, Variances, demand_comparable
from judging.science.marks import Floats, Marks

MODEL = "full/1"
WARM_UP = 500
KEPT = 1000
NU_GRID = np.array([3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 64.0, 128.0])
# Marks are taken over their standard deviation, so these are shares of it: (degrees of freedom, scale squared) of
# scaled inverse chi-squared priors that weigh as much as that many jurors, and say "like the others".
PRIOR_SU2 = (1.0, 0.5**2)
PRIOR_SV2 = (1.0, 0.3**2)
PRIOR_TA2 = (4.0, 0.15**2)
# Tracks differ by about as much as marks do; wide, and the same for all.
TRACK_VARIANCE = 1.0


@dataclass(eq=False)
class State:
    """One state of the chain. `c` (J,) is mu + v_j and `theta` (I,) is g_t + u_i: drawn so, the chain mixes faster."""

    mu: float
    c: Floats
    a: Floats
    theta: Floats
    g: Floats
    su2: float
    sv2: float
    ta2: float
    s2_j: Floats
    s2: float
    nu: float


class Sampler:
    """The conditionals, in the order in which a sweep draws them. `y` (N,) are the marks over their deviation."""

    def __init__(self, marks: Marks, seed: int):
        self.entry, self.juror, self.track = marks.entry, marks.juror, marks.track
        self.I, self.J, self.T = marks.entries, marks.jurors, marks.tracks
        self.n_j = marks.per_juror.astype(float)
        self.n_t = np.bincount(marks.track, minlength=self.T).astype(float)
        self.centre, self.scale = float(marks.score.mean()), float(marks.score.std())
        self.y = (marks.score - self.centre) / self.scale
        self.y_j = self._per_juror(self.y)
        self.rng = np.random.default_rng(seed)
        self.state = self._start(marks)

    def _start(self, marks: Marks) -> State:
        theta = (marks.plain_means() - self.centre) / self.scale
        return State(
            mu=0.0,
            c=np.zeros(self.J),
            a=np.ones(self.J),
            theta=theta,
            g=np.zeros(self.T),
            su2=0.5,
            sv2=0.1,
            ta2=PRIOR_TA2[1],
            s2_j=np.full(self.J, 0.5),
            s2=0.5,
            nu=8.0,
        )

    def sweep(self) -> None:
        self._draw_entries()
        self._draw_tracks()
        self._draw_jurors()
        self._draw_errors()
        self._draw_variances()

    def evidence(self) -> tuple[Floats, Floats]:
        """What the marks alone say of theta_i: precision p_i = sum a_j^2 / s_j^2 and b_i = sum a_j (y - c_j) / s_j^2."""
        at = self.state
        weight = (at.a / at.s2_j)[self.juror]
        p = np.bincount(self.entry, weight * at.a[self.juror], minlength=self.I)
        b = np.bincount(self.entry, weight * (self.y - at.c[self.juror]), minlength=self.I)
        return p.astype(np.float64), b.astype(np.float64)

    def _draw_entries(self) -> None:
        at = self.state
        p, b = self.evidence()
        precision = p + 1.0 / at.su2
        mean = (b + at.g[self.track] / at.su2) / precision
        self.noise = self.rng.standard_normal(self.I)
        at.theta = mean + self.noise / np.sqrt(precision)
        # The fair score: the same variate without the other entries' prior.
        self.fair = at.mu + b / p + self.noise / np.sqrt(p)

    def _draw_tracks(self) -> None:
        at = self.state
        if self.T == 1:
            return
        precision = self.n_t / at.su2 + 1.0 / TRACK_VARIANCE
        total = np.bincount(self.track, at.theta, minlength=self.T) / at.su2
        at.g = total / precision + self.rng.standard_normal(self.T) / np.sqrt(precision)

    def _draw_jurors(self) -> None:
        """(c_j, a_j) together: a line through the juror's marks over theta, shrunk towards (mu, 1)."""
        at = self.state
        x = at.theta[self.entry]
        x_j, xx_j, xy_j = self._per_juror(x), self._per_juror(x * x), self._per_juror(x * self.y)
        cc = self.n_j / at.s2_j + 1.0 / at.sv2
        ca = x_j / at.s2_j
        aa = xx_j / at.s2_j + 1.0 / at.ta2
        rc = self.y_j / at.s2_j + at.mu / at.sv2
        ra = xy_j / at.s2_j + 1.0 / at.ta2
        det = cc * aa - ca * ca
        z = self.rng.standard_normal((2, self.J))
        # a_j from its own marginal, then c_j given a_j.
        at.a = (cc * ra - ca * rc) / det + z[0] * np.sqrt(cc / det)
        at.c = (rc - ca * at.a) / cc + z[1] / np.sqrt(cc)
        at.mu = at.c.mean() + np.sqrt(at.sv2 / self.J) * self.rng.standard_normal()

    def _draw_errors(self) -> None:
        """s_j^2, then the s2 and nu that they are shrunk to."""
        at = self.state
        e = self.y - at.c[self.juror] - at.a[self.juror] * at.theta[self.entry]
        squares = self._per_juror(e * e)
        at.s2_j = (at.nu * at.s2 + squares) / self.rng.chisquare(at.nu + self.n_j)
        at.s2 = self.rng.gamma(self.J * at.nu / 2.0 + 1.0) / (at.nu / 2.0 * (1.0 / at.s2_j).sum())
        at.nu = self._drawn_nu()

    def _drawn_nu(self) -> float:
        at, half = self.state, NU_GRID / 2.0
        log_sum, inverse_sum = float(np.log(at.s2_j).sum()), float((1.0 / at.s2_j).sum())
        log_p = self.J * (half * np.log(half * at.s2) - gammaln(half))
        log_p += -(half + 1.0) * log_sum - half * at.s2 * inverse_sum
        p = np.exp(log_p - log_p.max())
        return float(self.rng.choice(NU_GRID, p=p / p.sum()))

    def _draw_variances(self) -> None:
        at = self.state
        at.su2 = self._drawn_variance(at.theta - at.g[self.track], PRIOR_SU2)
        at.sv2 = self._drawn_variance(at.c - at.mu, PRIOR_SV2)
        at.ta2 = self._drawn_variance(at.a - 1.0, PRIOR_TA2)

    def _drawn_variance(self, deviations: Floats, prior: tuple[float, float]) -> float:
        degrees, scale2 = prior
        total = degrees * scale2 + float(deviations @ deviations)
        return total / float(self.rng.chisquare(degrees + len(deviations)))

    def _per_juror(self, values: Floats) -> Floats:
        return np.bincount(self.juror, values, minlength=self.J).astype(np.float64)


def fit_full(marks: Marks, seed: int, *, warm_up: int = WARM_UP, kept: int = KEPT, progress=None) -> Fit:
    """Fair scores by the full model, with `kept` draws. `progress(done, of)` is told after every hundred sweeps.

    Raises CannotComputeError where leniency cannot be removed: see `demand_comparable`.
    """
    demand_comparable(marks)
    chain = Sampler(marks, seed)
    trace = _Trace(chain, kept)
    for sweep in range(warm_up + kept):
        chain.sweep()
        if sweep >= warm_up:
            trace.keep(sweep - warm_up)
        if progress and (sweep + 1) % 100 == 0:
            progress(sweep + 1, warm_up + kept)
    return trace.fit(marks)


class _Trace:
    """What is kept of the chain, in points."""

    def __init__(self, chain: Sampler, kept: int):
        self.chain = chain
        self.merit, self.fair = np.empty((kept, chain.I)), np.empty((kept, chain.I))
        self.v, self.a, self.s2_j = np.empty((kept, chain.J)), np.empty((kept, chain.J)), np.empty((kept, chain.J))
        self.mu, self.variances = np.empty(kept), np.empty((kept, 3))

    def keep(self, row: int) -> None:
        at, scale = self.chain.state, self.chain.scale
        self.merit[row] = at.mu + at.theta
        self.fair[row] = self.chain.fair
        self.mu[row] = at.mu
        self.v[row], self.a[row], self.s2_j[row] = at.c - at.mu, at.a, at.s2_j
        self.variances[row] = at.su2 * scale**2, at.sv2 * scale**2, float(at.s2_j.mean()) * scale**2

    def fit(self, marks: Marks) -> Fit:
        centre, scale = self.chain.centre, self.chain.scale
        for draws in (self.merit, self.fair):
            draws *= scale
            draws += centre
        v, a, spread = scale * self.v, self.a.mean(axis=0), scale * np.sqrt(self.s2_j.mean(axis=0))
        low, high = np.percentile(self.fair, INTERVAL, axis=0)
        leniency_low, leniency_high = np.percentile(v, INTERVAL, axis=0)
        leniency = v.mean(axis=0)
        theta = self.merit.mean(axis=0) - (middle := centre + scale * float(self.mu.mean()))
        expected = middle + leniency[marks.juror] + a[marks.juror] * theta[marks.entry]
        return Fit(
            model=MODEL,
            fair=self.fair.mean(axis=0),
            low=low,
            high=high,
            merit=self.merit,
            leniency=leniency,
            leniency_low=leniency_low,
            leniency_high=leniency_high,
            slope=a,
            spread=spread,
            residual=(marks.score - expected) / spread[marks.juror],
            variances=Variances(*(float(value) for value in self.variances.mean(axis=0))),
        )
