// 谁缺高层赞助人 / People of grade 3 and above without a live sponsor
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//
// A sponsor who has not met the person for 180 days has lapsed. `graphcrm query sponsor-gaps` keeps the key persons among them.
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
WITH tree, collect(CASE WHEN NOT 'left' IN coalesce(u.flags, [])
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
  AND p.grade >= 3
OPTIONAL MATCH (p)<-[s:SPONSORS]-(sponsor:Person)
WHERE coalesce(s.status, 'active') = 'active' AND coalesce(s.active_from, '') <= $as_of
  AND coalesce(s.active_to, '9999') > $as_of
  AND NOT 'left' IN coalesce(sponsor.flags, []) AND coalesce(sponsor.left_on, '9999') > $as_of
WITH DISTINCT ours, p, sponsor
OPTIONAL MATCH (p)<-[:INVOLVES]-(i:Interaction)-[:INVOLVES]->(sponsor)
WHERE sponsor.id IN ours AND i.date <= $as_of AND NOT 'placeholder' IN coalesce(p.flags, [])
  AND i.kind <> 'message'
WITH p, sponsor, max(i.date) AS last ORDER BY last IS NULL, last DESC, sponsor.id
WITH p, head(collect(sponsor.id)) AS sponsor, max(last) AS last
WHERE last IS NULL OR duration.inDays(date(last), date($as_of)).days > 180
RETURN p.id AS id, p.name AS name, p.grade AS grade, sponsor, last AS last_sponsor_contact,
       CASE WHEN sponsor IS NULL THEN 'none' ELSE 'lapsed' END AS problem
ORDER BY grade DESC, id
