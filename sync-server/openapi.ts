import * as z from 'zod/mini';
import { problemDocument } from '#domain/problem.ts';
import { signatureHeader } from '#domain/signing.ts';
import type { Endpoint } from './endpoint.ts';
import { sessionCookieName } from './identity/sessions.ts';
import { version } from './version.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

/** The properties of an object, or of objects that go together. */
const propertiesOf = (schema: JsonSchema): { name: string; schema: unknown; required: boolean }[] => [
  ...Object.entries(schema.properties ?? {}).map(([name, each]) => ({
    name,
    schema: each,
    required: schema.required?.includes(name) === true,
  })),
  ...(schema.allOf ?? []).flatMap(propertiesOf),
];

const parametersOf = (of: Endpoint) => [
  ...(of.params === undefined ? [] : propertiesOf(schemaOf(of.params, 'input'))).map((each) => ({
    ...each,
    in: 'path',
    required: true,
  })),
  ...(of.query === undefined ? [] : propertiesOf(schemaOf(of.query, 'input'))).map((each) => ({
    ...each,
    in: 'query',
  })),
];

const json = (schema: JsonSchema) => ({ 'application/json': { schema } });

const securityOf = ({ access }: Endpoint): Record<string, never[]>[] => {
  if (access === 'public') return [];
  return access === 'device' ? [{ tablet: [] }] : [{ session: [] }];
};

const describedAccess = ({ access, stepUp }: Endpoint): { description?: string } => {
  const said = [
    ...(Array.isArray(access) ? [`Permission: ${access.join(' or ')}`] : []),
    ...(stepUp === true ? ['Asks for a fresh proof of who it is (step-up)'] : []),
  ];
  return said.length === 0 ? {} : { description: said.join('. ') };
};

const operationOf = (of: Endpoint) => ({
  summary: of.summary,
  ...describedAccess(of),
  security: securityOf(of),
  parameters: parametersOf(of),
  ...(of.body !== undefined && {
    requestBody: { required: true, content: json(schemaOf(of.body, 'input')) },
  }),
  responses: {
    '2XX': {
      description: 'Done',
      ...(of.replies !== undefined && { content: json(schemaOf(of.replies, 'output')) }),
    },
    default: {
      description: 'A problem (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
});

/** The OpenAPI 3.1 description of the endpoints, made from the schemas that requests are checked by. */
export const describe = (endpoints: readonly Endpoint[]): unknown => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const each of endpoints) {
    const path = each.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [each.method.toLowerCase()]: operationOf(each) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Följsam', version },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemDocument, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: sessionCookieName },
        tablet: {
          type: 'apiKey',
          in: 'header',
          name: signatureHeader,
          description: "The tablet's signature over the batch: ECDSA, P-256, SHA-256, IEEE P1363, base64url",
        },
      },
    },
  };
};
