with recursive
  s3 as materialized (
    select
      case jsonb_typeof(nullif(n2.properties -> 'importance', 'null'::jsonb)) when 'number' then case when abs((nullif(n2.properties -> 'importance', 'null'::jsonb))::numeric) < 9007199254740992 then (nullif(n2.properties -> 'importance', 'null'::jsonb))::numeric end end as v1,
      case jsonb_typeof(nullif(n2.properties -> 'importance', 'null'::jsonb)) when 'string' then ((nullif(n2.properties -> 'importance', 'null'::jsonb) #>> '{}') collate "C") end as v2
    from node as n2
    where (
      (n2.scope_id = 1)
      and (n2.label_set_id = 9)
      and ((n2.dead_at is null or n2.dead_at > 1795273221651000))
      and (n2.node_id % 197 = 0)
    )
  ),
  s4 as materialized (
    select *
    from s3
    order by
      s3.v1 desc nulls last,
      s3.v2 desc nulls last
    offset (9) rows
    fetch next (1) rows only
  )
select
  s6.p2 as c1,
  s6.p3 as c2
from (
  select
    s5.v1 as v1,
    nullif(s5.d -> 'importance', 'null'::jsonb) as p2,
    nullif(s5.d -> 'created', 'null'::jsonb) as p3
  from (
    select
      n1.node_id as v1,
      n1.properties -> 'importance' as p,
      n1.properties as d
    from node as n1
    where (
      (n1.scope_id = 1)
      and (n1.label_set_id = 9)
      and ((n1.dead_at is null or n1.dead_at > 1795273221651000))
    )
    fetch next (null) rows only
  ) as s5
  where ((case jsonb_typeof(s5.p) when 'number' then case when (s5.p)::numeric < (select s4.v1 from s4) then 0 else 1 end when 'string' then case when ((s5.p #>> '{}') collate "C") < (select s4.v2 from s4) then 0 else 1 end else 1 end = 1))
  fetch next (null) rows only
) as s6
order by
  case jsonb_typeof(s6.p2) when 'number' then 80 when 'string' then 60 when 'boolean' then 70 when 'array' then 40 when 'object' then khive_rank(s6.p2) else 100 end desc,
  case jsonb_typeof(s6.p2) when 'number' then khive_exact(s6.p2) end desc,
  case jsonb_typeof(s6.p2) when 'string' then ((s6.p2 #>> '{}') collate "C") end desc,
  case when jsonb_typeof(s6.p2) in ('boolean', 'array', 'object') then khive_order_key(s6.p2) end desc,
  case jsonb_typeof(s6.p3) when 'number' then 80 when 'string' then 60 when 'boolean' then 70 when 'array' then 40 when 'object' then khive_rank(s6.p3) else 100 end,
  case jsonb_typeof(s6.p3) when 'number' then khive_exact(s6.p3) end,
  case jsonb_typeof(s6.p3) when 'string' then ((s6.p3 #>> '{}') collate "C") end,
  case when jsonb_typeof(s6.p3) in ('boolean', 'array', 'object') then khive_order_key(s6.p3) end
fetch next ((10)::bigint) rows only