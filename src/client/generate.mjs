/**
 * Writes the Java client of the API that openapi.json describes: a class for each schema, one for each group of
 * operations, and Nagare, which leads to them. What they stand on is in java/.
 *
 * node generate.mjs OPENAPI FOLDER
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [source, target] = process.argv.slice(2);
const { components, paths } = JSON.parse(readFileSync(source, 'utf8'));
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const STREAM = 'text/event-stream';
const JSON_TYPE = 'application/json';
// what a method or a parameter cannot be called
const TAKEN = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends final
   finally float for goto if implements import instanceof int interface long native new package private protected
   public return short static strictfp super switch synchronized this throw throws transient try void volatile while
   true false null json hashCode toString getClass notify notifyAll wait set get list clone finalize`.split(/\s+/),
);

const words = (name) => name.split(/[^A-Za-z0-9]+/).filter(Boolean);
const upper = (word) => word[0].toUpperCase() + word.slice(1);
const type = (name) => words(name).map(upper).join('');
const camel = (name) => {
  const whole = type(name);
  const plain = whole[0].toLowerCase() + whole.slice(1);
  return TAKEN.has(plain) ? `${plain}_` : plain;
};
const text = (name) => JSON.stringify(name);
const comment = (said, indent = '') =>
  said ? `${indent}/** ${said.replace(/\s+/g, ' ').replaceAll('*/', '* /').replace(/[&<>@]/g, (c) => `&#${c.charCodeAt(0)};`)} */\n` : '';
const resolved = (thing) => (thing.$ref ? thing.$ref.split('/').slice(1).reduce((at, step) => at[step], { components }) : thing);

/** A value in Java: its class, and that of the entries where it is a list. */
function java(schema = {}) {
  if (schema.$ref) {
    const { type: kind, properties, allOf } = resolved(schema);
    const plain = kind && kind !== 'object' && !properties && !allOf;
    return plain ? java(resolved(schema)) : { name: `io.nagare.sdk.model.${type(schema.$ref.split('/').pop())}` };
  }
  if (schema.allOf?.length === 1) {
    return java(schema.allOf[0]);
  }
  switch (schema.type) {
    case 'array': {
      const one = java(schema.items);
      return one.of ? { name: 'JsonNode' } : { name: `List<${one.name}>`, of: one.name };
    }
    case 'boolean':
      return { name: 'Boolean' };
    case 'integer':
      return { name: schema.format === 'int64' ? 'Long' : 'Integer' };
    case 'number':
      return { name: 'BigDecimal' };
    case 'string':
      return { name: { uuid: 'UUID', 'date-time': 'Instant', date: 'LocalDate' }[schema.format] ?? 'String' };
    default:
      return { name: 'JsonNode' };
  }
}

function properties(schema) {
  const whole = resolved(schema);
  return Object.assign({}, ...(whole.allOf ?? []).map(properties), whole.properties ?? {});
}

const IMPORTS = `import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nagare.sdk.*;

`;

function model(name, schema) {
  const lines = Object.entries(properties(schema)).map(([field, value]) => {
    const { name: kind, of } = java(value);
    const read = of ? `list(${text(field)}, ${of}.class)` : `get(${text(field)}, ${kind}.class)`;
    return `${comment(value.description, '\t')}\tpublic ${kind} ${camel(field)}() {
\t\treturn ${read};
\t}

\tpublic ${type(name)} ${camel(field)}(${kind} value) {
\t\treturn set(${text(field)}, value);
\t}
`;
  });
  return `package io.nagare.sdk.model;

${IMPORTS}${comment(schema.description)}public final class ${type(name)} extends JsonObject<${type(name)}> {

\tpublic ${type(name)}() {
\t}

\t@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
\tpublic ${type(name)}(ObjectNode json) {
\t\tsuper(json);
\t}

${lines.join('\n')}
}
`;
}

/** What is answered: how Java calls it, and how it is read. */
function answer({ responses }) {
  const [, { content = {} } = {}] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  const [[media, { schema }] = ['', {}]] = Object.entries(content);
  if (media === '') {
    return { name: 'void', read: (call) => `${call}.nothing();` };
  }
  if (media !== JSON_TYPE) {
    return { name: 'byte[]', read: (call) => `return ${call}.bytes();` };
  }
  const { data, pagination } = resolved(schema).properties ?? {};
  const { name, of } = java(data && !schema.$ref ? data : schema);
  const read = data && !schema.$ref ? 'data' : 'whole';
  if (pagination) {
    return { name: `Page<${of}>`, read: (call) => `return ${call}.page(${of}.class);` };
  }
  return of
    ? { name, read: (call) => `return ${call}.list(${of}.class);` }
    : { name, read: (call) => `return ${call}.${read}(${name}.class);` };
}

function body({ requestBody }) {
  const [media] = Object.entries(requestBody?.content ?? {});
  if (!media) {
    return null;
  }
  if (media[0].startsWith('multipart/')) {
    return { name: 'Multipart', send: 'parts(body)' };
  }
  if (media[0] !== JSON_TYPE) {
    return { name: 'byte[]', send: `raw(${text(media[0])}, body)` };
  }
  // any object where no schema names one, as the fields of an action
  const { name } = java(media[1].schema);
  return { name: name === 'JsonNode' ? 'Object' : name, send: 'json(body)' };
}

function operation(path, method, described) {
  const parameters = (described.parameters ?? []).map(resolved);
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => parameters.find((one) => one.in === 'path' && one.name === name));
  const inQuery = parameters.filter((one) => one.in === 'query');
  const sent = body(described);
  const result = answer(described);
  const query = `${upper(described.operationId)}Query`;
  const said = [
    ...inPath.map(({ name, schema }) => `${java(schema).name} ${camel(name)}`),
    ...(sent ? [`${sent.name} body`] : []),
    ...(inQuery.length ? [`${query} query`] : []),
  ];
  const address = path.split(/\{[^}]+\}/).map(text);
  const call = [
    `this.connection.call(${text(method.toUpperCase())}, ${address.flatMap((part, at) => [part, ...(inPath[at] ? [camel(inPath[at].name)] : [])]).join(', ')})`,
    ...(inQuery.length ? ['query(query)'] : []),
    ...(sent ? [sent.send] : []),
  ].join('.');
  const setters = inQuery.map(
    ({ name, description, schema }) => `${comment(description, '\t\t')}\t\tpublic ${query} ${camel(name)}(${java(schema).name} value) {
\t\t\treturn set(${text(name)}, value);
\t\t}
`,
  );
  return `${comment(described.summary, '\t')}\tpublic ${result.name} ${camel(described.operationId)}(${said.join(', ')}) {
\t\t${result.read(call)}
\t}
${inQuery.length ? `\n\t/** What narrows {@link #${camel(described.operationId)}}. */\n\tpublic static final class ${query} extends Query<${query}> {\n\n${setters.join('\n')}\n\t}\n` : ''}`;
}

function write(folder, name, content) {
  const directory = join(target, 'io/nagare/sdk', folder);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.java`), content);
}

rmSync(target, { recursive: true, force: true });
for (const [name, schema] of Object.entries(components.schemas)) {
  if (java({ $ref: `#/components/schemas/${name}` }).name.startsWith('io.nagare.sdk.model.')) {
    write('model', type(name), model(name, schema));
  }
}
const groups = new Map();
for (const [path, methods] of Object.entries(paths)) {
  for (const method of METHODS.filter((one) => methods[one])) {
    const described = methods[method];
    const answers = Object.values(described.responses).flatMap(({ content = {} }) => Object.keys(content));
    // a stream never ends: that is no call
    if (!answers.includes(STREAM)) {
      const [group] = described.tags;
      groups.set(group, [...(groups.get(group) ?? []), operation(path, method, described)]);
    }
  }
}
for (const [group, operations] of groups) {
  write('api', `${type(group)}Api`, `package io.nagare.sdk.api;

${IMPORTS}/** ${group}. */
public final class ${type(group)}Api {

\tprivate final Connection connection;

\tpublic ${type(group)}Api(Connection connection) {
\t\tthis.connection = connection;
\t}

${operations.join('\n')}
}
`);
}
write('', 'Nagare', `package io.nagare.sdk;

import io.nagare.sdk.api.*;

/** A node of Nagare, and somebody who works with it. */
public final class Nagare {

\tprivate final Connection connection;

\tprivate Nagare(Connection connection) {
\t\tthis.connection = connection;
\t}

\t/** With a token: a personal access token, or one of OAuth 2.0. */
\tpublic static Nagare with(String address, String token) {
\t\treturn new Nagare(Connection.to(address).bearing(() -> token));
\t}

\t/** With a password; the session is renewed while it is used. */
\tpublic static Nagare signedIn(String address, String username, String password) {
\t\treturn new Nagare(Session.of(address, username, password));
\t}

\t/** The same with a header more on each call, such as {@code If-Match} or {@code Idempotency-Key}. */
\tpublic Nagare sending(String header, String value) {
\t\treturn new Nagare(this.connection.sending(header, value));
\t}

${[...groups.keys()].map((group) => `\tpublic ${type(group)}Api ${camel(group)}() {
\t\treturn new ${type(group)}Api(this.connection);
\t}
`).join('\n')}
}
`);
