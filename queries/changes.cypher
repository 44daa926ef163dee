// 两次评审之间关系的变化 / Relations that changed between two days
//
// In Neo4j Browser, first:
//   :param workspace => 'main'
//   :param account => 'HY'
//   :param as_of => '2026-06-30'
//   :param since => '2026-03-31'
//
// The rows of `graphcrm query changes` about relations of the account, but for reporting lines and owners, which may
// stand in a person's own row; those of outsiders with each other are left to `graphcrm`.
// Relationships are as on $as_of, things as they are now.

// The account and the organisations below it.
MATCH (:Graphcrm {workspace: $workspace, id: $account})<-[:PART_OF*0..]-(org:Org)
WITH collect(DISTINCT org.id) AS tree
// The account's organisations, their people on either day, and its opportunities.
OPTIONAL MATCH (p:Person {workspace: $workspace})
WHERE (coalesce(head([(p)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $since AND coalesce(m.active_to, '9999') > $since
        | coalesce(place.org, place.id)]), p.org) IN tree
      OR any(home IN [(p)-[m:MEMBER_OF]->(place)
        WHERE m.implied IS NULL AND coalesce(m.active_from, '') <= $since AND coalesce(m.active_to, '9999') > $since
        | coalesce(place.org, place.id)] WHERE home IN tree)
      AND NOT EXISTS { MATCH (o:Org {workspace: $workspace, id: p.org}) WHERE o.category IN ['our_company', 'competitor'] })
   OR (coalesce(head([(p)-[m:MEMBER_OF]->(place)
        WHERE m.primary AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)]), p.org) IN tree
      OR any(home IN [(p)-[m:MEMBER_OF]->(place)
        WHERE m.implied IS NULL AND coalesce(m.active_from, '') <= $as_of AND coalesce(m.active_to, '9999') > $as_of
        | coalesce(place.org, place.id)] WHERE home IN tree)
      AND NOT EXISTS { MATCH (o:Org {workspace: $workspace, id: p.org}) WHERE o.category IN ['our_company', 'competitor'] })
WITH tree, collect(p.id) AS people
OPTIONAL MATCH (deal:Opportunity {workspace: $workspace})
WHERE deal.customer IN tree
WITH tree, people, collect(deal.id) AS deals
UNWIND tree + people + deals AS id
MATCH (:Graphcrm {workspace: $workspace, id: id})-[r]-()
WHERE r.version IS NOT NULL AND r.implied IS NULL AND NOT type(r) IN ['STANCE', 'REPORTS_TO', 'OWNS', 'TIE']
WITH DISTINCT r, coalesce(r.active_from, '') <= $since AND coalesce(r.active_to, '9999') > $since AS earlier,
     coalesce(r.active_from, '') <= $as_of AND coalesce(r.active_to, '9999') > $as_of AS later
WHERE earlier OR later
WITH r, earlier, later,
     CASE WHEN coalesce(r.observed_at, '') > coalesce(r.valid_from, '') THEN r.observed_at
          ELSE coalesce(r.valid_from, '') END AS seen,
     coalesce(r.level, r.declared_level, r.external_score, r.status, r.line, r.history, r.form, r.share, r.role,
              reduce(said = null, role IN r.roles | coalesce(said + ';', '') + role), 'present') AS value,
     CASE WHEN r.level IS NULL THEN 1 ELSE coalesce(r.polarity, 1) END AS polarity,
     CASE WHEN r.decision_weight IS NULL THEN ''
          WHEN r.decision_weight = toInteger(r.decision_weight) THEN ';weight=' + toString(toInteger(r.decision_weight))
          ELSE ';weight=' + toString(r.decision_weight) END
       + CASE WHEN r.veto THEN ';veto' ELSE '' END AS held
// One reporter's word on one relation is one thing, whatever version counts.
WITH type(r) + ' ' + startNode(r).id + '>' + endNode(r).id
       + CASE WHEN coalesce(r.domain, 'general') = 'general' THEN '' ELSE ' ' + r.domain END
       + coalesce(' ' + r.opportunity, '') AS item,
     coalesce(r.reported_by, '') AS source,
     collect({value: value, polarity: polarity, held: held, seen: seen, ends: coalesce(r.valid_to, ''),
              earlier: earlier, later: later}) AS versions
WITH item, source, head([v IN versions WHERE v.earlier]) AS old, head([v IN versions WHERE v.later]) AS new
// What counts beside a level or roles is told where it changed.
WITH item, source, old, new, coalesce(new, old) AS one,
     coalesce(old.polarity <> new.polarity, false) AS turned, coalesce(old.held <> new.held, false) AS weighed
WHERE old IS NULL OR new IS NULL OR old.value <> new.value OR turned OR weighed
RETURN CASE WHEN old IS NULL THEN 'added' WHEN new IS NULL THEN 'removed' ELSE 'level' END AS kind,
       item,
       CASE WHEN turned THEN old.value * old.polarity WHEN weighed THEN old.value + old.held ELSE old.value END AS before,
       CASE WHEN turned THEN new.value * new.polarity WHEN weighed THEN new.value + new.held ELSE new.value END AS after,
       CASE WHEN old IS NOT NULL AND new IS NOT NULL
              THEN CASE WHEN old.seen > new.seen THEN old.seen ELSE new.seen END
            WHEN one.seen > $since AND one.seen <= $as_of THEN one.seen
            WHEN one.ends > $since AND one.ends <= $as_of THEN one.ends END AS date,
       CASE WHEN source = '' THEN null ELSE source END AS source
ORDER BY kind, item, source
