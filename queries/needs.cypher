// 诉求与我方响应 / Needs and our response
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//
// The rows of `graphcrm query needs`.
// Relationships are as on $as_of, things as they are now.

// The account and the organisations below it.
MATCH (:Graphcrm {workspace: $workspace, id: $account})<-[:PART_OF*0..]-(org:Org)
WITH collect(DISTINCT org.id) AS tree
MATCH (need:Need {workspace: $workspace})-[:HELD_BY]->(p)
WHERE p.id IN tree
   OR (coalesce(head([(p)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), p.org) IN tree
      OR any(home IN [(p)-[m:MEMBER_OF]->(place)
        WHERE m.implied IS NULL AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)] WHERE home IN tree)
      AND NOT EXISTS { MATCH (o:Org {workspace: $workspace, id: p.org}) WHERE o.category IN ['our_company', 'competitor'] })
RETURN p.id AS holder, need.statement AS need, need.kind AS kind, need.horizon AS horizon,
       need.our_response AS response, need.owner AS owner, need.status AS status, need.id AS id
ORDER BY holder, id
