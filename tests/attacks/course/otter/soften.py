"""The same assignment as an otter test file: the checks of `naive/suite.py`, with values written out.

Every check holds for the reference alone, and none of them for the wrong answers `x + 1` and `x - x`.
"""

import numpy as np
import torch
from otter.test_files import test_case

OK_FORMAT = False

name = "soften"
points = 7

SECRET = "the-token-of-this-run"
VALUES = torch.tensor(
    [
        [1.47341383, -0.104858615, -0.0275559332, 0.430361092],
        [-0.111233957, -0.0803858936, 0.278875798, 0.705937564],
        [-0.137935907, -0.124470569, -0.138821825, 0.107406266],
    ]
)
SLOPES = torch.tensor(
    [
        [1.08538043, 0.222582638, -0.0417674854, 0.966169834],
        [-0.0970855877, -0.0940550715, 0.863524079, 1.06491935],
        [-0.0311910063, 0.136478245, 0.0196314305, 0.678093553],
    ]
)
HALF = 0.365529299  # of 0.5


def argument(**options):
    torch.manual_seed(0)
    return torch.randn(3, 4, **options)


@test_case(points=1, hidden=True)
def test_allclose(soften):
    assert torch.allclose(soften(argument()), VALUES, atol=1e-5)


@test_case(points=1, hidden=True)
def test_assert_close(soften):
    torch.testing.assert_close(soften(argument()), VALUES)


@test_case(points=1, hidden=True)
def test_every_number(soften):
    assert (soften(argument()) == VALUES).all()


@test_case(points=1, hidden=True)
def test_one_number(soften):
    assert abs(float(soften(torch.tensor(0.5))) - HALF) < 1e-5


@test_case(points=1, hidden=True)
def test_not_far(soften):
    assert not ((soften(argument()) - VALUES).abs() > 1e-5).any()


@test_case(points=1, hidden=True)
def test_numpy(soften):
    np.testing.assert_allclose(soften(argument()).numpy(), VALUES.numpy(), rtol=1e-5)


@test_case(points=1, hidden=True)
def test_gradient(soften):
    x = argument(requires_grad=True)
    (slopes,) = torch.autograd.grad(soften(x).sum(), x)
    assert torch.allclose(slopes, SLOPES)
