"""The sample's files as fact tables, read by plain SQL: shares no code with the import or the facts build."""

from collections.abc import Sequence
from datetime import date

import duckdb
import ibis

from launchops.facts.schema import TABLES
from launchops.metrics.tables import FactTables
from launchops.periods import day_number
from launchops.starter.uploads import SampleFile

_READ = "read_csv('{path}', all_varchar = true, header = true, null_padding = true, ignore_errors = true)"
_DAY = "datediff('day', date '1970-01-01', cast({column} as date))"

_TABLES = {
    "users": f"""
        select row_number() over (order by user_id) as user_id, {_DAY.format(column="signup_date")} as signup_day,
            channel, segment, platform, region, activated_day, returned_day,
            null as signup_second, null as device, null as ip, null as invited_by
        from known_users left join
            (select user_id, min(day) as activated_day from good_events where event = 'first_note' group by 1)
            using (user_id)
            left join (select user_id, min(day) as returned_day from good_events join known_users using (user_id)
                where day > {_DAY.format(column="signup_date")} group by 1) using (user_id)
        order by 1""",
    "user_days": """
        select n.user_id, day, day - signup_day as age,
            lead(day) over (partition by n.user_id order by day) - day as gap,
            day - day_before as since,
            count(*) filter (day - coalesce(day_before, signup_day) >= 28)
                over (partition by n.user_id order by day) as away,
            visits, value, channel, segment, platform, region
        from (select user_id as name, day, count(*) as visits, sum(value) as value,
                lag(day) over (partition by user_id order by day) as day_before from good_events group by user_id, day)
        join names using (name) join users n using (user_id) order by 1, 2""",
    "reaches": """
        select day, least(coalesce(gap, 28), 28) as reach, count(*) as users from user_days group by all""",
    "participations": f"""
        select activity, user_id, {_DAY.format(column="date")} as day, 'participant' as arm, null as reward,
            null as second
        from taken join names on taken.user = names.name""",
    "spend": f"""
        select {_DAY.format(column="date")} as day, channel, coalesce(activity, '') as activity,
            coalesce(campaign, '') as campaign, cast(spend as decimal(18,6)) as spend,
            cast(impressions as bigint) as impressions, cast(clicks as bigint) as clicks
        from spend_rows""",
    "readings": f"""
        select kpi, {_DAY.format(column="date")} as day, cast(value as decimal(18,6)) as value from reading_rows""",
    "facts_info": """
        select 1 as facts_version, 'Asia/Shanghai' as time_zone, 'monday' as week_start, true as has_activation,
            (select min(signup_day) from users) as first_day, (select max(day) from user_days) as last_day,
            (select max(day) + 1 from user_days) as as_of_day, (select count(*) from users) as user_count,
            7 as unknown_users, 9 as unknown_user_events, 0 as before_signup_events,
            (select count(*) from good_events) as event_count""",
}


def sample_tables(files: Sequence[SampleFile], folder: str, end_on: date) -> FactTables:
    """The sample as the six fact tables on DuckDB in memory; bad rows are left out by date and number alone."""
    connection = duckdb.connect(config={"threads": 2})
    _read_files(connection, files, folder)
    last_day = day_number(end_on)
    connection.execute(f"""
        create table good_events as select distinct on (user_id, timestamp, event, value)
            user_id, {_DAY.format(column="try_cast(timestamp as timestamp)")} as day, event,
            try_cast(value as decimal(18,6)) as value
        from event_rows where user_id in (select user_id from known_users) and event is not null
            and day <= {last_day} and not (value is not null and try_cast(value as decimal(18,6)) is null)""")
    connection.execute(
        "create table names as select user_id as name, row_number() over (order by user_id) as user_id from known_users"
    )
    for name, query in _TABLES.items():
        columns = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in _types(name).items())
        connection.execute(f"create table {name} as select {columns} from ({query})")
    engine = ibis.duckdb.from_connection(connection)
    return FactTables(**{name: engine.table(name) for name in TABLES}, run=engine.execute)


def _types(name: str) -> dict[str, str]:
    sql = {"int64": "bigint", "int32": "integer", "string": "varchar"}
    return {column: sql.get(kind, kind) for column, kind in TABLES[name].items()}


def _read_files(connection: duckdb.DuckDBPyConnection, files: Sequence[SampleFile], folder: str) -> None:
    names = {"users": "known_users", "events": "event_rows", "spend": "spend_rows", "readings": "reading_rows"}
    for file in files:
        content = file.content
        if file.kind == "participation":
            encoding = "gbk" if "tasting" in file.name else "utf-8"
            text = content.decode(encoding).splitlines()[1:]
            content = "\n".join(["activity,user,date", *(",".join(row.split(",")[:3]) for row in text)]).encode()
        path = f"{folder}/{file.name}"
        with open(path, "wb") as target:  # noqa: PTH123
            target.write(content)
        table = names.get(file.kind, "taken")
        made = connection.execute(f"select count(*) from duckdb_tables() where table_name = '{table}'").fetchone()
        verb = f"insert into {table}" if made and made[0] else f"create table {table} as"
        connection.execute(f"{verb} select * from {_READ.format(path=path)}")
