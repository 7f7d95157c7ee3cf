import type { UserView } from '#domain/office/accounts.ts';
import { roles, type Role } from '#domain/organisation/access.ts';

/** What an administrator states of a user. */
export class UserForm {
  name = $state('');
  userName = $state('');
  roles = $state.raw<readonly Role[]>([]);
  teamId = $state('');
  boardIds = $state.raw<readonly string[]>([]);

  constructor(user?: UserView) {
    this.name = user?.name ?? '';
    this.userName = user?.userName ?? '';
    this.roles = user?.roles ?? [];
    this.teamId = user?.team?.id ?? '';
    this.boardIds = user?.boards.map((each) => each.id) ?? [];
  }

  get hasCases(): boolean {
    return this.roles.includes('caseworker');
  }

  get coordinates(): boolean {
    return this.roles.includes('district-coordinator');
  }

  chooseRoles(chosen: readonly string[]): void {
    this.roles = roles.filter((each) => chosen.includes(each));
  }

  /** Which fields are not as they should be. */
  get faults(): readonly ('name' | 'userName' | 'roles' | 'team' | 'boards')[] {
    const isUserName = /^[\p{Ll}\d][\p{Ll}\d._@-]{1,63}$/u.test(this.userName.trim().toLowerCase());
    return [
      ...(this.name.trim() === '' ? (['name'] as const) : []),
      ...(isUserName ? [] : (['userName'] as const)),
      ...(this.roles.length === 0 ? (['roles'] as const) : []),
      ...(this.hasCases && this.teamId === '' ? (['team'] as const) : []),
      ...(this.coordinates && this.boardIds.length === 0 ? (['boards'] as const) : []),
    ];
  }

  /** As it is sent: a team and boards only for the roles that have any. */
  get rights() {
    return {
      name: this.name.trim(),
      roles: [...this.roles],
      teamId: this.hasCases && this.teamId !== '' ? this.teamId : null,
      boardIds: this.coordinates ? [...this.boardIds] : [],
    };
  }
}
