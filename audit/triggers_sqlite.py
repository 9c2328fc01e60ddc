"""Append-only tables on SQLite. `is_installed` compares the very text, which SQLite keeps."""


def triggers(protection):
    table = protection.table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    return {
        f"{table}_no_update": f'BEFORE UPDATE ON "{table}" WHEN {_changes(protection)} {refuse}',
        f"{table}_no_delete": f'BEFORE DELETE ON "{table}" {refuse}',
        # INSERT OR REPLACE removes rows without firing the delete trigger.
        f"{table}_no_replace": f'BEFORE INSERT ON "{table}" WHEN {_collides(protection)} {refuse}',
    }


def install_statements(protection):
    return lift_statements(protection) + [_create(name, body) for name, body in triggers(protection).items()]


def lift_statements(protection):
    return [f'DROP TRIGGER IF EXISTS "{name}"' for name in triggers(protection)]


def is_installed(cursor, protection):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [protection.table])
    found = dict(cursor.fetchall())
    return all(found.get(name) == _create(name, body) for name, body in triggers(protection).items())


def _create(name, body):
    return f'CREATE TRIGGER "{name}" {body}'


def _changes(protection):
    changed = [f'NEW."{column}" IS NOT OLD."{column}"' for column in protection.fixed_columns]
    rewritten = [
        f'(NEW."{column}" IS NOT NULL AND NEW."{column}" IS NOT OLD."{column}")'
        for column in protection.erasable_columns
    ]
    set_again = [
        f'(OLD."{column}" IS NOT NULL AND NEW."{column}" IS NOT OLD."{column}")' for column in protection.once_columns
    ]
    return " OR ".join(changed + rewritten + set_again)


def _collides(protection):
    same = " OR ".join(f'"{column}" = NEW."{column}"' for column in protection.unique_columns)
    # Names of tables and columns come from the models.
    return f'EXISTS (SELECT 1 FROM "{protection.table}" WHERE {same})'  # noqa: S608
