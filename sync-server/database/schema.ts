import { deskStep } from './schema-desk.ts';
import { draftStep } from './schema-drafts.ts';
import { identityTables } from './schema-identity.ts';
import { questionnaireKeeperStep, questionnaireStep } from './schema-questionnaires.ts';
import { recoveryStep } from './schema-recovery.ts';
import { scopeStep } from './schema-scope.ts';
import { sealingStep } from './schema-sealing.ts';

/**
 * The register's tables, step by step. A step that has been released is never changed: the next change is a new one.
 * Dates are ISO 8601 text, instants UTC text, ids UUID text, documents JSON text.
 */
export const migrations: readonly { readonly id: number; readonly statements: string }[] = [
  {
    id: 1,
    statements: `
      CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE boards (id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
      CREATE TABLE teams (id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
      CREATE TABLE team_boards (
        team_id TEXT NOT NULL REFERENCES teams (id),
        board_id TEXT NOT NULL REFERENCES boards (id),
        PRIMARY KEY (team_id, board_id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE providers (
        id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, organisation_number TEXT
      ) STRICT;
      CREATE TABLE units (
        id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        provider_id TEXT NOT NULL REFERENCES providers (id),
        kind TEXT NOT NULL, ownership TEXT NOT NULL, municipality TEXT,
        licence_number TEXT, licence_from TEXT, licence_to TEXT
      ) STRICT;
      CREATE INDEX units_by_provider ON units (provider_id);
      CREATE TABLE contract_areas (
        id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, act TEXT NOT NULL
      ) STRICT;
      CREATE TABLE contracts (
        id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE,
        provider_id TEXT NOT NULL REFERENCES providers (id),
        contract_area_id TEXT NOT NULL REFERENCES contract_areas (id),
        valid_from TEXT, valid_to TEXT
      ) STRICT;
      CREATE INDEX contracts_by_provider ON contracts (provider_id);

      CREATE TABLE users (
        id TEXT PRIMARY KEY, user_name TEXT NOT NULL UNIQUE, name TEXT NOT NULL, initials TEXT NOT NULL,
        roles TEXT NOT NULL, password_hash TEXT, is_active INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL
      ) STRICT;
      CREATE TABLE user_boards (
        user_id TEXT NOT NULL REFERENCES users (id),
        board_id TEXT NOT NULL REFERENCES boards (id),
        PRIMARY KEY (user_id, board_id)
      ) STRICT, WITHOUT ROWID;
      -- Whose cases were whose, and when: an upload is judged by what held at the time of the visit.
      CREATE TABLE memberships (
        user_id TEXT NOT NULL REFERENCES users (id),
        team_id TEXT NOT NULL REFERENCES teams (id),
        valid_from TEXT NOT NULL, valid_to TEXT,
        PRIMARY KEY (user_id, team_id, valid_from)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE invitations (
        token_hash TEXT PRIMARY KEY, user_id TEXT REFERENCES users (id), purpose TEXT NOT NULL,
        created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT
      ) STRICT;
      CREATE TABLE sessions (
        token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users (id),
        created_at TEXT NOT NULL, seen_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX sessions_by_user ON sessions (user_id);
      CREATE TABLE sign_in_failures (subject TEXT NOT NULL, at TEXT NOT NULL) STRICT;
      CREATE INDEX sign_in_failures_by_subject ON sign_in_failures (subject, at);
      CREATE TABLE devices (
        id TEXT PRIMARY KEY, label TEXT NOT NULL, public_key TEXT NOT NULL, enrolled_at TEXT NOT NULL, revoked_at TEXT
      ) STRICT;
      CREATE TABLE device_users (
        device_id TEXT NOT NULL REFERENCES devices (id),
        user_id TEXT NOT NULL REFERENCES users (id),
        enrolled_at TEXT NOT NULL, seen_at TEXT,
        PRIMARY KEY (device_id, user_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE questionnaires (
        id TEXT NOT NULL, version INTEGER NOT NULL, document TEXT NOT NULL, published_at TEXT NOT NULL,
        PRIMARY KEY (id, version)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE clients (id TEXT PRIMARY KEY, case_number TEXT NOT NULL UNIQUE, initials TEXT NOT NULL) STRICT;
      CREATE TABLE placements (
        id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE,
        client_id TEXT NOT NULL REFERENCES clients (id),
        unit_id TEXT NOT NULL REFERENCES units (id),
        board_id TEXT NOT NULL REFERENCES boards (id),
        team_id TEXT NOT NULL REFERENCES teams (id),
        caseworker_id TEXT REFERENCES users (id),
        service_area TEXT NOT NULL, gender TEXT NOT NULL,
        decided_on TEXT NOT NULL, plan_due_on TEXT, monthly_report_day INTEGER, ended_on TEXT
      ) STRICT;
      CREATE INDEX placements_by_team ON placements (team_id);
      CREATE INDEX placements_by_caseworker ON placements (caseworker_id);
      CREATE INDEX placements_by_unit ON placements (unit_id);
      CREATE INDEX placements_by_board ON placements (board_id);
      CREATE TABLE custody (
        placement_id TEXT NOT NULL REFERENCES placements (id),
        valid_from TEXT NOT NULL, valid_to TEXT,
        board_id TEXT NOT NULL, team_id TEXT NOT NULL, caseworker_id TEXT,
        PRIMARY KEY (placement_id, valid_from)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE follow_ups (
        id TEXT PRIMARY KEY, key TEXT UNIQUE,
        placement_id TEXT NOT NULL REFERENCES placements (id),
        board_id TEXT NOT NULL REFERENCES boards (id),
        assignee_id TEXT REFERENCES users (id),
        planned_on TEXT, planned_at TEXT, method TEXT NOT NULL,
        questionnaire_id TEXT NOT NULL, questionnaire_version INTEGER NOT NULL,
        state TEXT NOT NULL,
        reason TEXT, comment TEXT,
        carried_out_on TEXT, carried_out_method TEXT,
        -- The cell in which it is counted as carried out; what was added is what is taken away.
        carried_out_cell TEXT,
        created_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX follow_ups_by_placement ON follow_ups (placement_id, carried_out_on);
      CREATE INDEX follow_ups_by_board ON follow_ups (board_id, state, planned_on);
      CREATE INDEX follow_ups_by_day ON follow_ups (board_id, carried_out_on);

      -- Every upload, whatever became of it: the receipts.
      CREATE TABLE items (
        receipt INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, follow_up_id TEXT NOT NULL,
        author_id TEXT NOT NULL, device_id TEXT NOT NULL,
        hash TEXT NOT NULL, content TEXT NOT NULL,
        received_at TEXT NOT NULL, status TEXT NOT NULL, reason TEXT, questions TEXT,
        settled_at TEXT, settled_by TEXT, settlement TEXT
      ) STRICT;
      -- Most uploads never wait: what is looked for by follow-up are those that do.
      CREATE INDEX items_waiting_by_follow_up ON items (follow_up_id, receipt)
        WHERE status IN ('held', 'set-aside') AND settled_at IS NULL;
      CREATE INDEX items_waiting ON items (status, receipt) WHERE status IN ('held', 'set-aside') AND settled_at IS NULL;

      CREATE TABLE revisions (
        ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE, follow_up_id TEXT NOT NULL REFERENCES follow_ups (id),
        kind TEXT NOT NULL, based_on TEXT NOT NULL, answers TEXT NOT NULL, is_withdrawn INTEGER NOT NULL,
        questionnaire_id TEXT NOT NULL, questionnaire_version INTEGER NOT NULL,
        carried_out_on TEXT NOT NULL, method TEXT NOT NULL,
        author_id TEXT NOT NULL, received_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX revisions_by_follow_up ON revisions (follow_up_id, ordinal);

      CREATE TABLE entries (
        follow_up_id TEXT PRIMARY KEY REFERENCES follow_ups (id),
        board_id TEXT NOT NULL, unit_id TEXT NOT NULL,
        number TEXT NOT NULL UNIQUE, registered_at TEXT NOT NULL,
        head_id TEXT NOT NULL, is_withdrawn INTEGER NOT NULL,
        has_conflict INTEGER NOT NULL DEFAULT 0,
        -- awaiting, approved, returned; or withdrawn
        queue TEXT NOT NULL, queued_at TEXT NOT NULL,
        reviewer_id TEXT, reviewer_since TEXT,
        -- The cell in which the head is counted; null while nothing holds.
        cell TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX entries_queue ON entries (board_id, queue, queued_at, follow_up_id);
      CREATE INDEX entries_queue_by_unit ON entries (unit_id, queue, queued_at, follow_up_id);
      CREATE INDEX entries_conflicts ON entries (board_id, queued_at, follow_up_id) WHERE has_conflict = 1;
      CREATE TABLE register_numbers (year TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE reviews (
        id TEXT PRIMARY KEY, follow_up_id TEXT NOT NULL REFERENCES follow_ups (id),
        revision_id TEXT NOT NULL, decision TEXT NOT NULL, comments TEXT NOT NULL,
        by_id TEXT NOT NULL, at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX reviews_by_follow_up ON reviews (follow_up_id, at);

      -- Who is to hear of a change: 'team:…', 'user:…', or 'city'. Each has a counter of its own.
      CREATE TABLE channels (id TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE feed (
        channel TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (channel, subject_kind, subject_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX feed_by_position ON feed (channel, position);

      -- Sums over the heads of entries, kept up with every change of a head.
      -- A row for each cell, with its counts as a document: a submission changes one row, not one for each answer, and
      -- a report reads as many rows as there are cells. Keys are 'question outcome'.
      CREATE TABLE rollup_cells (
        board_id TEXT NOT NULL, month TEXT NOT NULL, service_area TEXT NOT NULL, ownership TEXT NOT NULL,
        gender TEXT NOT NULL, questionnaire_id TEXT NOT NULL, questionnaire_version INTEGER NOT NULL,
        counts TEXT NOT NULL,
        PRIMARY KEY (board_id, month, service_area, ownership, gender, questionnaire_id, questionnaire_version)
      ) STRICT, WITHOUT ROWID;
      CREATE VIEW rollups AS
        SELECT c.board_id, c.month, c.service_area, c.ownership, c.gender, c.questionnaire_id,
          c.questionnaire_version, substr(j.key, 1, instr(j.key, ' ') - 1) AS question,
          substr(j.key, instr(j.key, ' ') + 1) AS outcome, j.value AS count
        FROM rollup_cells c, json_each(c.counts) j;
      CREATE TABLE closed_periods (
        id TEXT PRIMARY KEY, report TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL,
        closed_at TEXT NOT NULL, closed_by TEXT NOT NULL, figures TEXT NOT NULL,
        UNIQUE (report, period_from, period_to)
      ) STRICT;
      CREATE TABLE publications (
        id TEXT PRIMARY KEY, report TEXT NOT NULL, period_from TEXT NOT NULL, period_to TEXT NOT NULL,
        decision TEXT NOT NULL, decided_on TEXT NOT NULL, figures TEXT NOT NULL
      ) STRICT;
    `,
  },
  sealingStep,
  identityTables,
  scopeStep,
  questionnaireStep,
  questionnaireKeeperStep,
  draftStep,
  recoveryStep,
  deskStep,
];
