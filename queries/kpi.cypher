// 支持度人数 / How many people support us, and how much
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//   :param opportunity => 'HY-CORE'
//   :param vendor => null
//
// Several reporters combine: one report each, at most three (surest, newest, first by name), the lower median weighted with how
// sure they are. A stance older than 180 days counts as unknown, and so does an open seat. `graphcrm query kpi` weighs people
// with their influence.
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
// Toward whom: the vendor, our company if none is named.
OPTIONAL MATCH (v:Org {workspace: $workspace})
WHERE v.id = $vendor OR ($vendor IS NULL AND v.category = 'our_company' AND v.parent IS NULL)
WITH people, min(v.id) AS vendor
UNWIND people AS p
OPTIONAL MATCH (p)-[s:STANCE]->(to:Org)
WHERE to.id = vendor AND coalesce(s.active_from, '') <= $as_of AND coalesce(s.active_to, '9999') > $as_of
  AND (s.opportunity IS NULL OR s.opportunity = $opportunity)
  AND NOT 'placeholder' IN coalesce(p.flags, [])
WITH p, s,
     CASE s.confidence WHEN 'A' THEN 0.95 WHEN 'B' THEN 0.8 WHEN 'C' THEN 0.5 WHEN 'D' THEN 0.25 ELSE 0.4 END AS q
ORDER BY p.id, q DESC, s.observed_at DESC, s.reported_by
WITH p, collect(CASE WHEN s IS NOT NULL THEN {level: s.level, q: q, day: s.observed_at,
     by: coalesce(s.reported_by, ''), own: s.opportunity IS NOT NULL} END) AS reports
// A stance for the opportunity goes before a general one.
WITH p, CASE WHEN any(r IN reports WHERE r.own) THEN [r IN reports WHERE r.own] ELSE reports END AS reports
WITH p, reduce(kept = [],
  r IN reports | CASE WHEN any(k IN kept WHERE k.by = r.by) THEN kept ELSE kept + r END)[0..3] AS kept
WITH p, kept, reduce(sum = 0.0, k IN kept | sum + k.q) / 2 AS half, reduce(day = '', k IN kept |
     CASE WHEN k.day > day THEN k.day ELSE day END) AS newest
WITH p, newest, head([level IN [-1, 0, 1, 2, 3] WHERE size(kept) > 0 AND
     reduce(sum = 0.0, k IN kept | sum + CASE WHEN k.level <= level THEN k.q ELSE 0.0 END) >= half - 1e-12]) AS level
WITH p, CASE WHEN level IS NOT NULL
  AND duration.inDays(date(newest), date($as_of)).days <= 180 THEN level END AS support
WITH p, support ORDER BY p.id
RETURN support, count(*) AS people, collect(p.id) AS ids
ORDER BY support IS NULL, support DESC
