// 三层沟通的事实 / Facts of three-level communication
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//
// Counterparts who were in contact, and when last, per communication level. `graphcrm query levels` adds targets and status.
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
// A counterpart is of the same level, or one grade below at most: shareholder 5, management 3 or more, operational anybody.
UNWIND [{name: 'shareholder', low: 5, high: 5, ours: 5}, {name: 'management', low: 3, high: 4, ours: 3},
        {name: 'operational', low: 1, high: 2, ours: 0}] AS level
OPTIONAL MATCH (p:Person {workspace: $workspace})
WHERE p.grade >= level.low AND p.grade <= level.high
  AND (coalesce(head([(p)-[m:MEMBER_OF]->(place)
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
  AND coalesce(u.grade, 0) >= level.ours
WITH level, count(DISTINCT p) AS people, count(DISTINCT p.id + '>' + u.id) AS pairs, max(i.date) AS last_contact
RETURN level.name AS comm_level, people, pairs, last_contact,
       duration.inDays(date(last_contact), date($as_of)).days AS days
ORDER BY level.high DESC
