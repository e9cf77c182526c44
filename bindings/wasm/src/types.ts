/** What an entity is. */
export type Kind =
    | "person" | "organization" | "place" | "event" | "time" | "money" | "quantity" | "group" | "work" | "object" | "abstract";

/** The formats of `Graph.write`. */
export type Format = "json" | "svg" | "html" | "dot" | "mermaid" | "records" | "graphml" | "cypher";

/** How an `Extractor` reads. All are optional; the names are those of the Python package. */
export interface ExtractorOptions {
    /** The document's id, the last part of its IRI; `document` by default. */
    documentId?: string;
    /** The document's own IRI, such as the address it was published under. */
    documentIri?: string;
    /** The IRI under which the graph's IRIs lie, ending in `/` or `#`. */
    baseIri?: string;
    /** The headline. */
    title?: string;
    /** Who published the document. */
    publisher?: string;
    /** The day of publication (`YYYY-MM-DD`), against which *on Friday* is placed. Of a `Date` its day in UTC. */
    published?: string | Date;
    /** Only relations between entities of these kinds. */
    kinds?: Kind[];
    /** Only relations with these predicates, as lemmas. */
    predicates?: string[];
    /** `schema.org`, or a table of one's own in TOML, that maps predicates to properties. */
    ontology?: string;
    /** Only relations that the ontology maps. */
    mappedOnly?: boolean;
    /** Leave out what is only somebody's word. */
    withoutAttributed?: boolean;
    /** Leave out what is planned, possible, demanded or conditional. */
    withoutUnrealised?: boolean;
    /** Rules of one's own, one text or several. */
    rules?: string | string[];
    /** Names of rules to leave out; `nominal/*` is a group. */
    withoutRules?: string[];
    /** What the lines of a text are; found out by default. */
    lines?: "detected" | "paragraphs" | "wrapped";
    /** Make a capital that stands for its government one with the country. */
    mergeMetonyms?: boolean;
    /** Relate *the German minister Anna Berg* to Germany. */
    nationalities?: boolean;
    /** Bytes of a text that are read. */
    textBytes?: number;
    /** Words of a sentence; a longer one is split. */
    sentenceWords?: number;
    /** Bytes of a token the network makes use of. */
    tokenBytes?: number;
    /** Mentions of a text. */
    mentions?: number;
}

/** What is known of one article; it goes before what the extractor was made with. */
export interface DocumentFields {
    id?: string;
    iri?: string;
    title?: string;
    publisher?: string;
    /** `YYYY-MM-DD`, or a `Date`. */
    published?: string | Date;
}

/** How a picture is drawn. */
export interface PictureOptions {
    layout?: "left-to-right" | "top-to-bottom" | "force";
    /** So many nodes at most, 18 by default. */
    mostNodes?: number;
    /** Draw everything. */
    everything?: boolean;
    /** Draw words that are no entity; on by default. */
    texts?: boolean;
    /** Say what colours and lines mean; on by default. */
    legend?: boolean;
    /** Frames around kinds (DOT only). */
    clusters?: boolean;
    /** Characters of a label after which it is broken. */
    labelWidth?: number;
    /** Characters of an edge's words after which they are cut. */
    mostCharacters?: number;
}

/** A place in the text, in bytes of UTF-8. */
export interface Place {
    start: number;
    end: number;
    /** The sentence, counted from 0. */
    sentence: number;
}

/** An entity by its id, or words of the text that are none. */
export type Value = { entity: number } | { text: string };

/** When something is: from `start` to `end`, which is not in it. */
export interface TimeInterval {
    start?: string;
    end?: string;
    /** The unit the text speaks in. */
    granularity: string;
    /** Whether the bounds are an estimate. */
    approximate?: boolean;
}

export interface EntityData {
    id: number;
    /** Its name, or best description. */
    label: string;
    kind: Kind;
    /** Whether it has a proper name. */
    named: boolean;
    aliases: string[];
    members?: number[];
    refers_to?: number[];
    same_as?: string[];
    iri?: string;
    mentions: (Place & { text: string })[];
}

export interface RelationData {
    /** Its place in the list. */
    id: number;
    /** The entity that does or is something. */
    subject: number;
    /** The lemma: `meet`. */
    predicate: string;
    /** Particles and preposition that belong to it. */
    marker?: string;
    /** What a person reads on the edge: `met with`. */
    label: string;
    object: Value;
    qualifiers: { role: string; marker?: string; value: Value; time?: TimeInterval; amounts?: unknown[] }[];
    time?: TimeInterval;
    amounts?: unknown[];
    polarity: "affirmative" | "negative";
    modality: "actual" | "planned" | "possible" | "demanded" | "conditional";
    /** Who says so; `null` where the article itself does. */
    attribution: Value | null;
    presupposed?: boolean;
    symmetric: boolean;
    /** Whether an office is held, was, or will be. */
    tenure?: "held" | "former" | "future";
    construction: string;
    /** The rule that read it. */
    rule?: string;
    /** How sure the reading is, 0 to 1. */
    confidence: number;
    evidence: (Place & { words?: { start: number; end: number }[] })[];
}

/** What `Graph.toObject` gives and `Graph.toJson` writes. */
export interface GraphData {
    document: { id: string; base_iri: string; iri?: string; title?: string; publisher?: string; published?: string };
    /** The versions of crate and model that read it. */
    generator?: { version: string; model: string; language: string; checksum: string };
    entities: EntityData[];
    relations: RelationData[];
    sentences?: { start: number; end: number; first_character: number; paragraph: number; text: string }[];
    notices?: { kind: string; [field: string]: unknown }[];
}
