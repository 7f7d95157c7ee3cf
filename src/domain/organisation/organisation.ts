import * as z from 'zod/mini';
import { day, id } from '../ids.ts';

/** What a unit does: home for care or living (HVB), supported housing, foster-care consultancy, day service. */
export const unitKinds = ['hvb', 'supported-housing', 'emergency-home', 'open-care', 'other'] as const;
export const unitKind = z.enum(unitKinds);

/** Under whose management a unit is run (regiform): private, the city's own, or contracted out. */
export const ownerships = ['private', 'own-regime', 'contracted-out'] as const;
export const ownership = z.enum(ownerships);
export type Ownership = z.infer<typeof ownership>;

/** The pilot's three areas of service. */
export const serviceAreas = ['children-and-youth', 'adult-and-addiction', 'social-psychiatry'] as const;
export const serviceArea = z.enum(serviceAreas);
export type ServiceArea = z.infer<typeof serviceArea>;

export const genders = ['woman', 'man', 'other'] as const;
export const gender = z.enum(genders);
export type Gender = z.infer<typeof gender>;

/** LOU is public procurement, LOV the system of choice. */
export const contractActs = ['LOU', 'LOV'] as const;

/** The permit from IVO that an HVB must have. */
const licence = z.strictObject({
  number: z.string(),
  validFrom: z.nullable(day),
  validTo: z.nullable(day),
});

const contract = z.strictObject({
  area: z.string(),
  act: z.enum(contractActs),
  validFrom: z.nullable(day),
  validTo: z.nullable(day),
});

/** A home, with what the tablet needs to know of it on a visit. */
export const unitView = z.strictObject({
  id,
  name: z.string(),
  kind: unitKind,
  ownership,
  municipality: z.nullable(z.string()),
  provider: z.strictObject({ id, name: z.string() }),
  licence: z.nullable(licence),
  contracts: z.array(contract),
});
export type UnitView = z.infer<typeof unitView>;
