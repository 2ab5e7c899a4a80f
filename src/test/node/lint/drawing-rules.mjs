/** Our rules for drawings: a model is read more often than it is changed. */

const TOLERANCE = 1;

/** So many steps one drawing has; those of a practice's whole life are held to less or more, one by one. */
const MOST_NODES = 30;

const MOST_NODES_OF = { incident: 45, problem: 35, 'major-incident': 15 };

/** What flows and labels lie in, rather than run through. */
const isFrame = ({ $type }) => ['bpmn:Participant', 'bpmn:Lane'].includes($type);

function forDrawing(check) {
	return () => ({
		check(node, reporter) {
			if (node.$type !== 'bpmn:Definitions') {
				return;
			}
			for (const { plane } of node.diagrams ?? []) {
				// what says who acts lies behind everything
				const shapes = plane.planeElement.filter(({ $type, bpmnElement }) => $type === 'bpmndi:BPMNShape' && !['bpmn:Participant', 'bpmn:Lane'].includes(bpmnElement.$type));
				const edges = plane.planeElement.filter(({ $type }) => $type === 'bpmndi:BPMNEdge');
				check({ shapes, edges, report: (di, message) => reporter.report(di.bpmnElement.id, message) });
			}
		},
	});
}

export const rules = {
	'flows-are-orthogonal': forDrawing(({ edges, report }) => {
		for (const edge of edges) {
			if (segments(edge).some(([a, b]) => Math.abs(a.x - b.x) > TOLERANCE && Math.abs(a.y - b.y) > TOLERANCE)) {
				report(edge, 'runs askew; draw it along the axes');
			}
		}
	}),

	'flows-avoid-shapes': forDrawing(({ shapes, edges, report }) => {
		for (const edge of edges) {
			const { sourceRef, targetRef } = edge.bpmnElement;
			for (const shape of shapes.filter(({ bpmnElement }) => !isFrame(bpmnElement))) {
				const element = shape.bpmnElement;
				const ends = element === sourceRef || element === targetRef;
				const around = contains(element, sourceRef) || contains(element, targetRef);
				// a flow leaves its source at once: what it touches there is the border, which slopes at a gateway
				const box = ends ? shrunk(shape.bounds, element.$type.endsWith('Gateway') ? 14 : 2) : shape.bounds;
				if (!around && segments(edge).some((segment) => hits(segment, box))) {
					report(edge, `runs through ${element.id}`);
				}
			}
		}
	}),

	'labels-are-free': forDrawing(({ shapes, edges, report }) => {
		const labels = [...shapes, ...edges].filter(({ label }) => label?.bounds);
		for (const [index, owner] of labels.entries()) {
			const box = owner.label.bounds;
			for (const edge of edges) {
				if (segments(edge).some((segment) => hits(segment, shrunk(box, 1)))) {
					report(owner, `its label is crossed by ${edge.bpmnElement.id}`);
				}
			}
			for (const shape of shapes) {
				const isContainer = shape.bpmnElement.$type === 'bpmn:SubProcess' || isFrame(shape.bpmnElement);
				if (isContainer ? straddles(box, shape.bounds) : overlap(box, shape.bounds)) {
					report(owner, `its label lies on ${shape.bpmnElement.id}`);
				}
			}
			for (const other of labels.slice(index + 1)) {
				if (overlap(box, other.label.bounds)) {
					report(owner, `its label lies on that of ${other.bpmnElement.id}`);
				}
			}
		}
	}),

	'no-crossing-flows': forDrawing(({ edges, report }) => {
		for (const [index, edge] of edges.entries()) {
			for (const other of edges.slice(index + 1)) {
				if (segments(edge).some((one) => segments(other).some((two) => cross(one, two)))) {
					report(edge, `crosses ${other.bpmnElement.id}`);
				}
			}
		}
	}),

	'not-too-many': () => ({
		check(node, reporter) {
			if (node.$type !== 'bpmn:Process') {
				return;
			}
			const most = node.id.startsWith('change') ? 20 : (MOST_NODES_OF[node.id] ?? MOST_NODES);
			const nodes = flowNodes(node);
			if (nodes > most) {
				reporter.report(node.id, `has ${nodes} nodes; ${most} can still be read. Let it call a process for a stage`);
			}
		},
	}),

	'not-too-wide': forDrawing(({ shapes, report }) => {
		const right = Math.max(...shapes.map(({ bounds }) => bounds.x + bounds.width));
		const left = Math.min(...shapes.map(({ bounds }) => bounds.x));
		if (right - left > 2800) {
			report(shapes[0], `the drawing is ${right - left} wide; 2,800 can still be read on a screen`);
		}
	}),
};

/** All activities, events and gateways, those within sub-processes too. */
function flowNodes({ flowElements = [] }) {
	return flowElements
		.filter(({ $type }) => /(Task|Event|Gateway|SubProcess|CallActivity)$/.test($type))
		.reduce((sum, node) => sum + 1 + flowNodes(node), 0);
}

function segments({ waypoint }) {
	return waypoint.slice(1).map((point, index) => [waypoint[index], point]);
}

function contains(scope, element) {
	for (let parent = element.$parent; parent; parent = parent.$parent) {
		if (parent === scope) {
			return true;
		}
	}
	return false;
}

function shrunk({ x, y, width, height }, by) {
	return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

function range(a, b) {
	return a < b ? [a, b] : [b, a];
}

function hits([a, b], { x, y, width, height }) {
	const [left, right] = range(a.x, b.x);
	const [top, bottom] = range(a.y, b.y);
	return left < x + width && right > x && top < y + height && bottom > y;
}

function overlap(one, two) {
	return one.x < two.x + two.width && two.x < one.x + one.width && one.y < two.y + two.height && two.y < one.y + one.height;
}

function straddles(box, frame) {
	const inside =
		box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;
	return overlap(box, frame) && !inside;
}

function cross([a, b], [c, d]) {
	const box = (p, q) => {
		const [x, right] = range(p.x, q.x);
		const [y, bottom] = range(p.y, q.y);
		return { x, y, width: right - x + 0.5, height: bottom - y + 0.5 };
	};
	return overlap(box(a, b), box(c, d));
}
