import { z } from 'zod';
import { SCOPES } from '../../domain/scopes.ts';
import { API_ERRORS, type ApiErrorCode } from './api-errors.ts';
import type { ApiRoute } from './route.ts';

/** The API in OpenAPI 3.1, made from the same schemas that check it. */
export function openApiDocument(routes: readonly ApiRoute[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loa Thôn',
      version: '1',
      description: `Scopes: ${SCOPES.join(', ')}. Lists are paged by cursor. Times end in Ms: Unix milliseconds.`,
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema() },
    },
    paths,
  };
}

const KEY_HEADER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same request gives the first answer; kept for a day.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

function operation(route: ApiRoute): object {
  return {
    summary: route.summary,
    ...(route.scope ? { security: [{ token: [] }], 'x-scope': route.scope } : { security: [] }),
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...(route.write ? [KEY_HEADER] : []),
    ],
    ...(route.write ? { requestBody: { content: json(jsonSchema(route.body, 'input')) } } : {}),
    responses: {
      200: { description: 'OK', content: contentOf(route) },
      ...Object.fromEntries(
        errorsOf(route).map((code) => [
          API_ERRORS[code].status,
          { description: API_ERRORS[code].en, content: json({ $ref: '#/components/schemas/Error' }) },
        ]),
      ),
    },
  };
}

function errorsOf(route: ApiRoute): ApiErrorCode[] {
  if (!route.scope) return [];
  const always = ['input-invalid', 'token-unknown', 'scope-missing', 'not-found'] as const;
  return route.write
    ? [...always, 'request-running', 'idempotency-key-reused', 'body-too-large']
    : [...always];
}

function contentOf(route: ApiRoute): object {
  if (!route.file) return json(jsonSchema(route.response, 'output'));
  return Object.fromEntries(
    route.file.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
  );
}

function json(schema: object): object {
  return { 'application/json': { schema } };
}

function parameters(where: 'path' | 'query', schema: z.ZodObject): object[] {
  const described = jsonSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(described.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (described.required?.includes(name) ?? false),
    ...(property.description ? { description: property.description } : {}),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function errorSchema(): object {
  const bothLanguages = { type: 'object', properties: { vi: { type: 'string' }, en: { type: 'string' } } };
  return {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: {
          code: { type: 'string', enum: Object.keys(API_ERRORS) },
          message: bothLanguages,
          fields: {
            type: 'array',
            items: {
              type: 'object',
              properties: { field: { type: 'string' }, message: bothLanguages },
            },
          },
        },
      },
    },
  };
}
