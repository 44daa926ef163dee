// 多久没有联系 / How long each person has been silent
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//
// The last contact with anybody of ours. `graphcrm query overdue` adds who is a key person, and the target.
// Relationships are as on $as_of, things as they are now.

// The account and the organisations below it.
MATCH (:Graphcrm {workspace: $workspace, id: $account})<-[:PART_OF*0..]-(org:Org)
WITH collect(DISTINCT org.id) AS tree
// Our people. A person belongs to the organisation of the primary membership, if one is recorded.
OPTIONAL MATCH (we:OurCompany {workspace: $workspace})
WITH tree, collect(we.id) AS us
OPTIONAL MATCH (u:Person {workspace: $workspace})
WHERE coalesce(head([(u)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), u.org) IN us
WITH tree, collect(u.id) AS everyone, collect(CASE WHEN NOT 'left' IN coalesce(u.flags, [])
  AND coalesce(u.left_on, '9999') > $as_of THEN u.id END) AS ours
// The account's people who have not left.
MATCH (p:Person {workspace: $workspace})
WHERE (coalesce(head([(p)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), p.org) IN tree
      OR any(home IN [(p)-[m:MEMBER_OF]->(place)
        WHERE m.implied IS NULL AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)] WHERE home IN tree)
      AND NOT EXISTS { MATCH (o:Org {workspace: $workspace, id: p.org}) WHERE o.category IN ['our_company', 'competitor'] })
  AND NOT 'left' IN coalesce(p.flags, []) AND coalesce(p.left_on, '9999') > $as_of
// Contacts with our people up to the day; a message to more than 20 outsiders is none, and an open seat has none.
OPTIONAL MATCH (p)<-[:INVOLVES]-(i:Interaction)-[:INVOLVES]->(u:Person)
WHERE u.id IN ours AND i.date <= $as_of AND NOT 'placeholder' IN coalesce(p.flags, [])
  AND NOT (i.kind = 'message' AND size([(i)-[:INVOLVES]->(x:Person) WHERE NOT x.id IN everyone | 1]) > 20)
WITH p, max(i.date) AS last_contact
// The primary owner, else the first by id; people who have left own nobody.
OPTIONAL MATCH (p)<-[w:OWNS]-(owner:Person)
WHERE coalesce(w.active_from, '') <= $as_of AND coalesce(w.active_to, '9999') > $as_of
  AND NOT 'left' IN coalesce(owner.flags, []) AND coalesce(owner.left_on, '9999') > $as_of
WITH p, last_contact, owner ORDER BY coalesce(w.primary, w.implied, false) DESC, owner.id
WITH p, last_contact, head(collect(owner.id)) AS owner
RETURN p.id AS id, p.name AS name, owner, last_contact,
       duration.inDays(date(last_contact), date($as_of)).days AS days_silent
ORDER BY days_silent IS NOT NULL, days_silent DESC, id
