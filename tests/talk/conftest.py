"""What is talked about: Ana's case, and an idea of Ben's."""

import pytest

from tests.factories import a_case, an_idea


@pytest.fixture
def case(ana):
    return a_case(author=ana)


@pytest.fixture
def idea(case, ben):
    return an_idea(case, by=ben)
