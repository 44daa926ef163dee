// 覆盖矩阵的事实 / Facts of the coverage matrix
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//
// Pairs in contact and the last contact, per unit, communication level and role of ours. `graphcrm query coverage` adds tie
// strengths and what is required.
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
WITH tree, everyone, ours, p,
     head([(p)-[m:MEMBER_OF]->(place) WHERE m.primary AND coalesce(m.active_from, '') <= $as_of
       AND coalesce(m.active_to, '9999') > $as_of | place]) AS moved
// Who has only another post here stands in the unit of that one.
WITH everyone, ours, p,
     CASE WHEN NOT coalesce(moved.org, moved.id, p.org) IN tree
          THEN reduce(least = null, unit IN [(p)-[m:MEMBER_OF]->(place:Unit)
            WHERE m.implied IS NULL AND place.org IN tree AND coalesce(m.active_from, '') <= $as_of
              AND coalesce(m.active_to, '9999') > $as_of | place.id]
            | CASE WHEN least IS NULL OR unit < least THEN unit ELSE least END)
          WHEN moved IS NULL THEN p.unit WHEN moved:Unit THEN moved.id END AS unit
// Contacts with our people up to the day; a message to more than 20 outsiders is none, and an open seat has none.
OPTIONAL MATCH (p)<-[:INVOLVES]-(i:Interaction)-[:INVOLVES]->(u:Person)
WHERE u.id IN ours AND i.date <= $as_of AND NOT 'placeholder' IN coalesce(p.flags, [])
  AND NOT (i.kind = 'message' AND size([(i)-[:INVOLVES]->(x:Person) WHERE NOT x.id IN everyone | 1]) > 20)
WITH unit, p, u, i,
     CASE WHEN p.grade = 5 THEN 'shareholder' WHEN p.grade >= 3 THEN 'management'
          WHEN p.grade >= 1 THEN 'operational' END AS level,
     CASE WHEN u IS NULL THEN null ELSE coalesce(u.role, 'other') END AS role
RETURN unit, level, role, count(DISTINCT p.id + '>' + u.id) AS pairs, max(i.date) AS last
ORDER BY unit, level, role
