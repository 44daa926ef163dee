// 四步以内可能的路径 / Candidate routes within four hops
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//   :param to => 'c4'
//
// From one of ours, over somebody we know, along recorded influence. `graphcrm query route` weighs them and adds what
// follows from trust and reporting lines.
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
WITH everyone, ours, tree, collect(p) AS inside
// People of third parties, suppliers and partners, one recorded influence or trust away from them.
OPTIONAL MATCH (o:Org {workspace: $workspace})
WHERE o.category IN ['third_party', 'supplier', 'partner']
WITH everyone, ours, inside, collect(o.id) AS around
UNWIND inside AS p
OPTIONAL MATCH (p)-[r:INFLUENCES|TRUSTS]-(x:Person)
WHERE r.level <> 0 AND coalesce(r.polarity, 1) <> -1 AND coalesce(r.active_from, '') <= $as_of
  AND coalesce(r.active_to, '9999') > $as_of
  AND NOT x IN inside
  AND coalesce(head([(x)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), x.org) IN around
  AND NOT 'left' IN coalesce(x.flags, []) AND coalesce(x.left_on, '9999') > $as_of
WITH everyone, ours, inside, collect(DISTINCT x) AS near
WITH everyone, ours, inside + near AS people
WITH everyone, ours, [p IN people | p.id] AS members
// Those who must stay independent, refuse contact or have objected introduce nobody, nor does an open seat.
OPTIONAL MATCH (o:ThirdParty {workspace: $workspace})
WHERE o.subtype IN ['certification', 'supervision', 'regulator', 'tender_agent']
WITH everyone, ours, members, collect(o.id) AS independent
MATCH path = (first:Person)-[:INFLUENCES*0..3]->(:Graphcrm {workspace: $workspace, id: $to})
WHERE all(r IN relationships(path) WHERE r.level > 0 AND coalesce(r.polarity, 1) = 1
      AND coalesce(r.active_from, '') <= $as_of AND coalesce(r.active_to, '9999') > $as_of)
  AND all(n IN nodes(path) WHERE n.id IN members)
  AND all(n IN nodes(path)[0..-1] WHERE
      none(flag IN coalesce(n.flags, []) WHERE flag IN ['independence_required', 'no_contact', 'objected', 'placeholder'])
      AND NOT coalesce(head([(n)-[m:MEMBER_OF]->(place)
                WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
                | coalesce(place.org, place.id)]), n.org) IN independent)
WITH DISTINCT everyone, ours, first, [n IN nodes(path) | n.id] AS chain
WHERE all(at IN range(0, size(chain) - 1) WHERE NOT chain[at] IN chain[at + 1..])
WITH everyone, ours, first, collect(chain) AS chains
WHERE NOT 'placeholder' IN coalesce(first.flags, [])
// Whoever of ours was in contact with the first of them, or is said to know that person.
WITH chains,
     [(first)-[k:KNOWS]-(u:Person) WHERE u.id IN ours AND coalesce(k.active_from, '') <= $as_of
       AND coalesce(k.active_to, '9999') > $as_of
       AND (k.declared_level IS NOT NULL
            OR (k.external_score > 0 AND coalesce(k.external_date, k.observed_at) <= $as_of)) | u.id]
     + [(first)<-[:INVOLVES]-(i:Interaction)-[:INVOLVES]->(u:Person) WHERE u.id IN ours AND i.date <= $as_of
       AND NOT (i.kind = 'message'
         AND size([(i)-[:INVOLVES]->(x:Person) WHERE NOT x.id IN everyone | 1]) > 20) | u.id] AS known
UNWIND known AS mover
UNWIND chains AS chain
WITH DISTINCT [mover] + chain AS route
RETURN route, size(route) - 1 AS hops
ORDER BY hops, route
