import type { Generated } from 'kysely';

/** The tables as Kysely sees them. `schema.ts` makes them; this says what is in a row. */
export interface Tables {
  settings: { name: string; value: string };
  boards: { id: string; key: string; name: string };
  teams: { id: string; key: string; name: string };
  team_boards: { team_id: string; board_id: string };
  providers: { id: string; key: string; name: string; organisation_number: string | null };
  units: {
    id: string;
    key: string;
    name: string;
    provider_id: string;
    kind: string;
    ownership: string;
    municipality: string | null;
    licence_number: string | null;
    licence_from: string | null;
    licence_to: string | null;
  };
  contract_areas: { id: string; key: string; name: string; act: string };
  contracts: {
    id: string;
    key: string;
    provider_id: string;
    contract_area_id: string;
    valid_from: string | null;
    valid_to: string | null;
  };
  users: {
    id: string;
    user_name: string;
    name: string;
    initials: string;
    roles: string;
    password_hash: string | null;
    is_active: Generated<number>;
    created_at: string;
  };
  user_boards: { user_id: string; board_id: string };
  memberships: { user_id: string; team_id: string; valid_from: string; valid_to: string | null };
  invitations: {
    token_hash: string;
    user_id: string | null;
    purpose: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
  };
  sessions: {
    token_hash: string;
    id: string;
    user_id: string;
    label: string;
    created_at: string;
    seen_at: string;
    proved_at: string;
    way: string;
  };
  second_factors: {
    id: string;
    user_id: string;
    kind: string;
    label: string;
    secret: string | null;
    last_step: number | null;
    credential_id: string | null;
    public_key: string | null;
    counter: number | null;
    created_at: string;
    used_at: string | null;
  };
  ceremonies: { token_hash: string; kind: string; document: string; expires_at: string };
  external_identities: {
    issuer: string;
    subject: string;
    user_id: string;
    rights_by: string;
    linked_at: string;
  };
  sign_in_failures: { subject: string; at: string };
  devices: {
    id: string;
    label: string;
    public_key: string;
    enrolled_at: string;
    revoked_at: string | null;
    lost_at: Generated<string | null>;
    erased_at: Generated<string | null>;
    delivered_at: Generated<string | null>;
    undelivered: Generated<number>;
  };
  author_keys: { device_id: string; user_id: string; public_key: string; enrolled_at: string };
  recovery_deposits: {
    device_id: string;
    user_id: string;
    board_id: string;
    key_id: string;
    slot_id: string;
    sealed: string;
    deposited_at: string;
  };
  recoveries: {
    id: string;
    device_id: string;
    user_id: string;
    board_id: string;
    public_key: string;
    asked_at: string;
    fetched_at: string | null;
    rejected_at: Generated<string | null>;
    rejected_by: Generated<string | null>;
    rejected_because: Generated<string | null>;
    withdrawn_at: Generated<string | null>;
    released: Generated<string | null>;
  };
  recovery_approvals: { recovery_id: string; user_id: string; at: string; reason: string };
  recovery_log: { ordinal: Generated<number>; recovery_id: string; event: string; by_id: string; at: string };
  device_users: { device_id: string; user_id: string; enrolled_at: string; seen_at: string | null };
  questionnaires: { id: string; version: number; document: string; published_at: string };
  questionnaire_versions: {
    id: string;
    version: number;
    state: string;
    document: string | null;
    changed_at: string;
    valid_from: string | null;
    /** The first day on which it holds no longer. */
    retired_at: string | null;
    changed_by: string | null;
  };
  clients: { id: string; case_number: string; initials: string };
  placements: {
    id: string;
    key: string;
    client_id: string;
    unit_id: string;
    board_id: string;
    team_id: string;
    caseworker_id: string | null;
    service_area: string;
    gender: string;
    decided_on: string;
    plan_due_on: string | null;
    monthly_report_day: number | null;
    ended_on: string | null;
  };
  custody: {
    placement_id: string;
    valid_from: string;
    valid_to: string | null;
    board_id: string;
    team_id: string;
    caseworker_id: string | null;
  };
  follow_ups: {
    id: string;
    key: string | null;
    placement_id: string;
    board_id: string;
    assignee_id: string | null;
    planned_on: string | null;
    planned_at: string | null;
    method: string;
    questionnaire_id: string;
    questionnaire_version: number;
    state: string;
    reason: string | null;
    comment: string | null;
    carried_out_on: string | null;
    carried_out_method: string | null;
    carried_out_cell: string | null;
    created_at: string;
  };
  items: {
    receipt: Generated<number>;
    id: string;
    kind: string;
    follow_up_id: string;
    author_id: string;
    device_id: string;
    hash: string;
    content: string;
    received_at: string;
    status: string;
    reason: string | null;
    questions: string | null;
    settled_at: string | null;
    settled_by: string | null;
    settlement: string | null;
  };
  revisions: {
    ordinal: Generated<number>;
    id: string;
    follow_up_id: string;
    kind: string;
    based_on: string;
    answers: string;
    is_withdrawn: number;
    questionnaire_id: string;
    questionnaire_version: number;
    carried_out_on: string;
    method: string;
    author_id: string;
    received_at: string;
  };
  entries: {
    follow_up_id: string;
    board_id: string;
    unit_id: string;
    number: string;
    registered_at: string;
    head_id: string;
    is_withdrawn: number;
    has_conflict: number;
    queue: string;
    queued_at: string;
    reviewer_id: string | null;
    reviewer_since: string | null;
    cell: string | null;
  };
  register_numbers: { year: string; last: number };
  reviews: {
    id: string;
    follow_up_id: string;
    revision_id: string;
    decision: string;
    comments: string;
    by_id: string;
    at: string;
  };
  channels: { id: string; last: number };
  feed: { channel: string; subject_kind: string; subject_id: string; position: number };
  rollup_cells: {
    board_id: string;
    month: string;
    service_area: string;
    ownership: string;
    gender: string;
    questionnaire_id: string;
    questionnaire_version: number;
    counts: string;
  };
  /** A view of the cells, a row for each count. */
  rollups: {
    board_id: string;
    month: string;
    service_area: string;
    ownership: string;
    gender: string;
    questionnaire_id: string;
    questionnaire_version: number;
    question: string;
    outcome: string;
    count: number;
  };
  closed_periods: {
    id: string;
    report: string;
    period_from: string;
    period_to: string;
    closed_at: string;
    closed_by: string;
    figures: string;
  };
  publications: {
    id: string;
    report: string;
    period_from: string;
    period_to: string;
    decision: string;
    decided_on: string;
    figures: string;
  };
  protected_placements: { placement_id: string; since: string };
  protected_readers: { placement_id: string; user_id: string };
  protection_changes: {
    id: string;
    placement_id: string;
    at: string;
    by_id: string | null;
    is_protected: number;
    readers: string;
    reason: string;
  };
  access_reasons: {
    user_id: string;
    placement_id: string;
    given_at: string;
    expires_at: string;
    reason: string;
    comment: string;
  };
  audit_log: {
    board_id: string;
    position: number;
    at: string;
    actor_id: string;
    action: string;
    source: string;
    subjects: string;
    marks: string;
    why: string | null;
    hash: string;
  };
  audit_chains: { board_id: string; last: number; hash: string };
  log_checks: {
    id: string;
    month: string;
    board_id: string;
    by_id: string;
    at: string;
    outcome: string;
    comment: string;
  };
  purges: {
    id: string;
    board_id: string;
    made_at: string;
    made_by: string;
    rules: string;
    clients: string;
    state: string;
    done_at: string | null;
    counts: string;
  };
  owner_keys: { user_id: string; key_id: string; made_at: string };
  owner_key_slots: { user_id: string; device_id: string; slot: string; stored_at: string };
  draft_copies: {
    user_id: string;
    follow_up_id: string;
    device_id: string;
    key_id: string;
    revision: number;
    content: string;
    stored_at: string;
  };
  purge_approvals: { purge_id: string; user_id: string; at: string };
}
