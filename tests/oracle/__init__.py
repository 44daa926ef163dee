"""A second reading of the method, used only as an oracle by tests.

Nothing here imports the product: files are read with :mod:`csv`, and every answer is computed in the most literal way
that the text allows, one module per subject. Speed does not matter; accounts have 8 to 40 people.

=====================  ==================================================================================
module                 subject
=====================  ==================================================================================
``scales``             the numbers of the method, as tables
``tables``             reading a folder of CSV files; which version of a row is in force on a date
``facts``              people, organisations, flags, active edges, owners, stances, decision roles
``evidence``           several reports of one edge become one level, one probability, one age
``influence``          the influence graph: membership, effective weights, derived edges, signed variant
``weights``            decision weights of an opportunity or of an account
``ties``               tie strength, warmth and stage
``paths``              simple paths in order of strength
``shares``             decision-influence shares, explanations, key persons, hidden influencers
``picture``            everything that several answers need, computed once
``routes``             influence paths, shadow circle, access routes, cheapest missing link
``coverage``           KPI block, matrix, gaps, three levels, cadence
``sponsors``           fit and the best assignment
``threads``            independent routes, cut sets, bow-tie, what if somebody leaves
``forecast``           lean, decision rules, scenarios, whom to win, introductions
``plan``               criteria, white space, promises
``qualification``      checklists of the trade
``structure``          tiers and inversions, brokers, structural holes, bridges, sets of people, circles
``audit``              how good the recorded data are
``contest``            states, drift, leans, cheapest cuts, perception per vendor
``status``             the six-dimension status with gates, caps and trend
``levels``             the four relationship levels, line by line
``salience``           power, interest, salience
``suppliers``          scorecards, Kraljic's quadrants, third parties
``changing``           cooling ties, silent bridges, rising stars
``verify``             what to find out next
``reference``          the public face: ``Reference(folder, ...)`` with one method per named query
``random_accounts``    valid random import files
``random_plan``        their criteria, potential, promises, needs and assessments
``random_records``     what else is recorded of a random account: assessments, contracts, suppliers, needs
``writing``            import files are written
=====================  ==================================================================================
"""
