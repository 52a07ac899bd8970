"""What a database itself says about its tables, in a form in which two databases can be compared."""

from __future__ import annotations

import re

from sqlalchemy import Connection, text

from storage.session import Store

POSTGRESQL = {
    "columns": """
        SELECT c.relname, a.attnum::text, a.attname, format_type(a.atttypid, a.atttypmod),
               a.attnotnull::text, a.attidentity::text, a.attgenerated::text,
               coalesce(pg_get_expr(d.adbin, d.adrelid), ''), coalesce(co.collname, '')
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        LEFT JOIN pg_collation co ON co.oid = a.attcollation
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND a.attnum > 0 AND NOT a.attisdropped""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid),
               condeferrable::text, convalidated::text
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "sequences": "SELECT sequencename, data_type::text FROM pg_sequences WHERE schemaname = 'public'",
    "others": """
        SELECT relkind::text, relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('r', 'i', 'S')""",
    "triggers": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    "types": """
        SELECT typname, typtype::text FROM pg_type
        WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')""",
}
"""What PostgreSQL's own catalogue knows of our tables; each answer is a set of lines."""


def catalogue(store: Store) -> list[str]:
    """Everything in the database but Alembic's own table, one line each, sorted."""
    with store.engine.connect() as connection:
        lines = _sqlite(connection) if store.dialect == "sqlite" else _postgresql(connection)
    return sorted(line for line in lines if "alembic_version" not in line)


def _postgresql(connection: Connection) -> list[str]:
    return [
        f"{kind}: {' | '.join(row)}"
        for kind, query in POSTGRESQL.items()
        for row in connection.execute(text(query))
    ]


def _sqlite(connection: Connection) -> list[str]:
    lines = []
    rows = connection.execute(text("SELECT type, tbl_name, name, coalesce(sql, '') FROM sqlite_master"))
    for kind, table, name, sql in rows:
        definition = _squeezed(sql)
        if kind == "table":
            lines += [f"table {table}: {part}" for part in _parts(definition)]
        else:
            lines.append(f"{kind} {table} {name}: {definition}")
    return lines


def _squeezed(sql: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", re.sub(r"\s+", " ", sql)).replace('"', "")


def _parts(create_table: str) -> list[str]:
    """The columns with their place, and the constraints, whose order means nothing."""
    body = create_table[create_table.index("(") + 1 : create_table.rindex(")")]
    parts, depth, start = [], 0, 0
    for at, character in enumerate(body + ","):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    columns = [part for part in parts if not part.startswith(("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK"))]
    others = [part for part in parts if part not in columns]
    ending = create_table[create_table.rindex(")") :]
    return [f"{number} {column}" for number, column in enumerate(columns)] + others + [f"ends {ending}"]
