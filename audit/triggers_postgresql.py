"""Append-only tables on PostgreSQL: one function per table, a row trigger, and a statement trigger for TRUNCATE."""


def install_statements(protection):
    table, function = protection.table, _function(protection)
    return [
        f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql '
        f"AS $guard${_body(protection)}$guard$",
        f'CREATE OR REPLACE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{function}"()',
        f'CREATE OR REPLACE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        f'FOR EACH STATEMENT EXECUTE FUNCTION "{function}"()',
    ]


def lift_statements(protection):
    return [f'DROP TRIGGER IF EXISTS "{name}" ON "{protection.table}"' for name in _names(protection)]


def is_installed(cursor, protection):
    cursor.execute(
        "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE tgrelid = %s::regclass AND tgenabled <> 'D' AND NOT tgisinternal",
        [f'"{protection.table}"'],
    )
    found = dict(cursor.fetchall())
    return all(found.get(name) == _body(protection) for name in _names(protection))


def _names(protection):
    return [f"{protection.table}_no_change", f"{protection.table}_no_truncate"]


def _function(protection):
    return f"{protection.table}_guard"


def _body(protection):
    return f"""
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT ({_changes(protection)}) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '{protection.table} only grows' USING ERRCODE = 'integrity_constraint_violation';
END
"""


def _changes(protection):
    changed = [f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in protection.fixed_columns]
    rewritten = [
        f'(NEW."{column}" IS NOT NULL AND NEW."{column}" IS DISTINCT FROM OLD."{column}")'
        for column in protection.erasable_columns
    ]
    set_again = [
        f'(OLD."{column}" IS NOT NULL AND NEW."{column}" IS DISTINCT FROM OLD."{column}")'
        for column in protection.once_columns
    ]
    return " OR ".join(changed + rewritten + set_again)
