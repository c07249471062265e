"""The W3C's Organization Ontology, read by rdflib: domains and ranges hold, labels have their languages."""

from conftest import languages
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import FOAF, ORG, OWL, RDF, SKOS, TIME, XSD

SCHEMA = Namespace("https://schema.org/")

# What stands on either side of a property (the ontology's own domains and ranges).
SIDES = {
    ORG.organization: ([ORG.Membership], [ORG.Organization]),
    ORG.member: ([ORG.Membership], [ORG.Organization, FOAF.Person]),
    ORG.role: ([ORG.Membership], [ORG.Role]),
    ORG.memberDuring: ([ORG.Membership], [TIME.Interval]),
    ORG.subOrganizationOf: ([ORG.Organization], [ORG.Organization]),
    ORG.linkedTo: ([ORG.Organization], [ORG.Organization]),
    ORG.classification: ([ORG.Organization], [SKOS.Concept]),
    ORG.postIn: ([ORG.Post], [ORG.Organization]),
    ORG.heldBy: ([ORG.Post], [ORG.Organization, FOAF.Person]),
    TIME.hasBeginning: ([TIME.Interval], [TIME.Instant]),
    TIME.hasEnd: ([TIME.Interval], [TIME.Instant]),
    SCHEMA.creator: ([SCHEMA.Quotation], [FOAF.Person, ORG.Organization]),
    SCHEMA.organizer: ([SCHEMA.Event], [ORG.Organization]),
    SCHEMA.recordedAt: ([SCHEMA.Quotation], [SCHEMA.Event]),
}


def graph(site) -> Graph:
    return Graph().parse(site / "data" / "governance.ttl", format="turtle")


def test_domains_and_ranges_hold(site):
    data = graph(site)
    for property, (domain, range_) in SIDES.items():
        for subject, object in data.subject_objects(property):
            assert any((subject, RDF.type, kind) in data for kind in domain), (subject, property)
            assert any((object, RDF.type, kind) in data for kind in range_), (property, object)


def test_all_that_is_named_has_a_label_in_a_language_of_the_site(site):
    data = graph(site)
    tags = {literal.language for _, _, literal in data if isinstance(literal, Literal) and literal.language}
    assert len(tags) <= len(languages(site)) + 2
    for kind, label in [(ORG.Organization, SKOS.prefLabel), (ORG.Role, SKOS.prefLabel), (FOAF.Person, FOAF.name), (SCHEMA.Event, SCHEMA.name)]:
        for subject in data.subjects(RDF.type, kind):
            labels = list(data.objects(subject, label))
            assert labels and all(one.language for one in labels), subject
            assert len({one.language for one in labels}) == len(labels), subject


def test_literals_are_of_their_types_and_addresses_are_whole(site):
    for subject, _, object in graph(site):
        assert isinstance(subject, URIRef) and str(subject).startswith(("https://", "http://"))
        if isinstance(object, Literal):
            assert not object.ill_typed
            assert object.datatype in {None, RDF.langString, XSD.date, XSD.gYear, XSD.gYearMonth, XSD.dateTime}
        else:
            assert str(object).startswith(("https://", "http://"))


def test_wikidata_is_named_by_its_items(site):
    for _, item in graph(site).subject_objects(OWL.sameAs):
        assert str(item).startswith(("http://www.wikidata.org/entity/Q", "https://ror.org/"))
