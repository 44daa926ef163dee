"""Broker roles of organisations: where most open paths run."""

from graphcrm.analysis.groups.bridges import Role
from graphcrm.analysis.suppliers.broker_roles import broker_roles
from tests.analysis.golden import edge, golden_situation


def test_pure_sources_broker_nothing():
    assert "ADV" not in broker_roles(golden_situation())
    assert broker_roles(golden_situation())["HY"] is Role.COORDINATOR


def test_an_adviser_between_two_of_the_customer_is_an_itinerant():
    found = broker_roles(golden_situation(influences={("c11", "t1"): (3, "A")}))
    assert found["ADV"] is Role.ITINERANT


def test_several_people_of_an_organisation_count_together():
    people = {"t2": {"name": "叶", "org": "ADV", "grade": 2}}
    ties = {("s1", "t1"): (3, "A"), ("t1", "t2"): (3, "A"), ("t2", "c10"): (5, "A"), ("t1", "c3"): None}
    # One path each as gatekeeper (s1>t1>t2), representative (t1>t2>c10) and liaison (s1>t1>c6): the heaviest decides.
    assert broker_roles(golden_situation(people=people, influences=ties))["ADV"] is Role.REPRESENTATIVE
    alike = {**ties, ("t2", "c10"): (3, "A")}
    assert broker_roles(golden_situation(people=people, influences=alike))["ADV"] is Role.GATEKEEPER
    none = golden_situation(people=dict.fromkeys([f"c{n}" for n in range(1, 12)] + ["t1", "s1"]))
    assert broker_roles(none) == {}


def test_somebody_with_a_second_post_at_the_customer_brokers_there_for_who_sent_them():
    seconded = [edge("MEMBER_OF", "t1", "HY")]
    found = broker_roles(golden_situation(influences={("c11", "t1"): (3, "A")}, edges=seconded))
    assert found["ADV"] is Role.COORDINATOR
