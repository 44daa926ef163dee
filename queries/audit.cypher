// 数据审计的计数 / Counts of the data audit
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//
// `graphcrm query audit` judges these and more against their thresholds.
// Relationships are as on $as_of, things as they are now.

// The account and the organisations below it.
MATCH (:Graphcrm {workspace: $workspace, id: $account})<-[:PART_OF*0..]-(org:Org)
WITH collect(DISTINCT org.id) AS tree
// The account's people; those who left stay in its records.
MATCH (p:Person {workspace: $workspace})
WHERE (coalesce(head([(p)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), p.org) IN tree
      OR any(home IN [(p)-[m:MEMBER_OF]->(place)
        WHERE m.implied IS NULL AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)] WHERE home IN tree)
      AND NOT EXISTS { MATCH (o:Org {workspace: $workspace, id: p.org}) WHERE o.category IN ['our_company', 'competitor'] })
WITH tree, collect(p.id) AS recorded
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
WITH recorded, tree, collect(p) AS inside
// The primary membership, if one is recorded, says whether a person has a unit; of who has only another post here, that one.
WITH recorded, inside, [p IN inside WHERE CASE
    WHEN coalesce(head([(p)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), p.org) IN tree
    THEN coalesce(head([(p)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | place:Unit]), p.unit IS NOT NULL)
    ELSE size([(p)-[m:MEMBER_OF]->(place:Unit) WHERE m.implied IS NULL AND place.org IN tree
        AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of | 1]) > 0 END | p.id] AS homed
// People of third parties, suppliers and partners, one recorded influence or trust away from them.
OPTIONAL MATCH (o:Org {workspace: $workspace})
WHERE o.category IN ['third_party', 'supplier', 'partner']
WITH recorded, homed, inside, collect(o.id) AS around
UNWIND inside AS p
OPTIONAL MATCH (p)-[r:INFLUENCES|TRUSTS]-(x:Person)
WHERE r.level <> 0 AND coalesce(r.polarity, 1) <> -1 AND coalesce(r.active_from, '') <= $as_of
  AND coalesce(r.active_to, '9999') > $as_of
  AND NOT x IN inside
  AND coalesce(head([(x)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), x.org) IN around
  AND NOT 'left' IN coalesce(x.flags, []) AND coalesce(x.left_on, '9999') > $as_of
WITH recorded, homed, inside, collect(DISTINCT x) AS near
WITH recorded, homed, inside, inside + near AS people
// An open seat is nobody of whom anything could be known.
WITH homed, [p IN inside WHERE NOT 'placeholder' IN coalesce(p.flags, [])] AS inside,
     recorded + [p IN people | p.id] AS recorded, [p IN people | p.id] AS members
WITH inside, recorded, members,
     size([p IN inside WHERE p.grade IS NOT NULL]) AS graded,
     size([p IN inside WHERE p.id IN homed]) AS placed
OPTIONAL MATCH (a:Assessment {workspace: $workspace})
WHERE a.person IN recorded AND a.date <= $as_of AND coalesce(size(a.evidence), 0) = 0
WITH inside, members, graded, placed, count(a) AS bare
// Reports of influence within the map, denials included.
OPTIONAL MATCH (one:Person {workspace: $workspace})-[r:INFLUENCES]->(other:Person)
WHERE one.id IN members AND other.id IN members AND coalesce(r.active_from, '') <= $as_of
  AND coalesce(r.active_to, '9999') > $as_of
WITH inside, graded, placed, bare, coalesce(r.reported_by, '') AS reporter, count(r) AS reports
WITH inside, graded, placed, bare, [n IN collect(reports) WHERE n > 0] AS counts
WITH size(inside) AS people, graded, placed, bare, counts, reduce(sum = 0, n IN counts | sum + n) AS total
UNWIND [
  ['people', toFloat(people)],
  ['with_unit', CASE WHEN people > 0 THEN 1.0 * placed / people END],
  ['with_grade', CASE WHEN people > 0 THEN 1.0 * graded / people END],
  ['reporters', toFloat(size(counts))],
  ['herfindahl', CASE WHEN total > 0 THEN reduce(sum = 0.0,
    n IN counts | sum + (1.0 * n / total) * (1.0 * n / total)) END],
  ['assessments_without_evidence', toFloat(bare)]
] AS row
RETURN row[0] AS metric, row[1] AS value
