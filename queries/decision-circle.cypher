// 正式决策名单 / The formal list of deciders
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//   :param opportunity => 'HY-CORE'
//
// People with a decision weight, which is normalised to 1. `graphcrm query decision-circle` sets the shadow circle against it.
// Relationships are as on $as_of, things as they are now.

// The account and the organisations below it.
MATCH (:Graphcrm {workspace: $workspace, id: $account})<-[:PART_OF*0..]-(org:Org)
WITH collect(DISTINCT org.id) AS tree
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
WITH tree, collect(p) AS inside
// People of third parties, suppliers and partners, one recorded influence or trust away from them.
OPTIONAL MATCH (o:Org {workspace: $workspace})
WHERE o.category IN ['third_party', 'supplier', 'partner']
WITH inside, collect(o.id) AS around
UNWIND inside AS p
OPTIONAL MATCH (p)-[r:INFLUENCES|TRUSTS]-(x:Person)
WHERE r.level <> 0 AND coalesce(r.polarity, 1) <> -1 AND coalesce(r.active_from, '') <= $as_of
  AND coalesce(r.active_to, '9999') > $as_of
  AND NOT x IN inside
  AND coalesce(head([(x)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), x.org) IN around
  AND NOT 'left' IN coalesce(x.flags, []) AND coalesce(x.left_on, '9999') > $as_of
WITH inside, collect(DISTINCT x) AS near
WITH inside + near AS people
// Decision roles of the opportunity. If any weight is given, only given weights count; else roles have theirs.
MATCH (:Graphcrm {workspace: $workspace, id: $opportunity})<-[r:ROLE_IN]-(p:Person)
WHERE coalesce(r.active_from, '') <= $as_of AND coalesce(r.active_to, '9999') > $as_of
WITH people, collect({person: p, weight: r.decision_weight, roles: coalesce(r.roles, [])}) AS rows
WITH people, rows, any(row IN rows WHERE row.weight IS NOT NULL) AS given
UNWIND rows AS row
WITH people, row, row.person AS p,
     CASE WHEN given THEN coalesce(row.weight, 0.0)
          ELSE reduce(sum = 0.0, role IN row.roles | sum +
            CASE WHEN role IN ['decider', 'approver'] THEN 3.0
                 WHEN role IN ['buyer', 'evaluator', 'technical_evaluator'] THEN 1.0
                 WHEN role = 'user' THEN 0.5 ELSE 0.0 END) END AS raw
WHERE p IN people AND raw > 0
WITH p, sum(raw) AS raw, collect(row.roles) AS roles
WITH collect({id: p.id, name: p.name, raw: raw, roles: roles}) AS listed, sum(raw) AS total
UNWIND listed AS one
RETURN one.id AS id, one.name AS name, reduce(all = [], some IN one.roles | all + some) AS roles,
       one.raw / total AS decision_weight
ORDER BY decision_weight DESC, id
