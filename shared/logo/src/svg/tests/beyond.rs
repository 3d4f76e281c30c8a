//! Numbers that no drawing has: far, wide, and beyond what counts.

use super::*;

const LINE: &str = "stroke=\"red\"";

#[test]
fn shapes_far_beyond_the_drawing_are_refused_before_any_is_made() {
    let with = |attributes: &str, inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}>{inside}</svg>")
    };
    let lengths = "lengths out of all proportion";
    let shapes = "shapes far larger than the drawing";
    for (what, file) in [
        (
            lengths,
            with(
                "viewBox=\"0 0 9 3\" width=\"1e9\" height=\"1e9\"",
                &format!("<rect width=\"1e30\" height=\"1e30\" stroke-width=\"1e20\" {LINE}/>"),
            ),
        ),
        (lengths, svg(&format!("<rect width=\"1e30\" height=\"1e30\" stroke-width=\"1e20\" {LINE}/>"))),
        (lengths, svg(&format!("<circle r=\"1e9\" {LINE} stroke-width=\"3e9\"/>"))),
        (lengths, svg(&format!("<circle r=\"0.000001e15\" {LINE}/>"))),
        (lengths, svg(&format!("<circle r=\"9\" {LINE} stroke-width=\"3e+9\" stroke-dasharray=\"1\"/>"))),
        (lengths, svg(&format!("<circle r=\"1e12%\" {LINE}/>"))),
        (lengths, svg(&format!("<circle r=\"1e7in\" {LINE}/>"))),
        (lengths, svg("<circle r=\"9\" style=\"stroke:red;stroke-width:3e9px\"/>")),
        (lengths, svg("<style>.a{stroke:red;stroke-width:3e9}</style><circle class=\"a\" r=\"9\"/>")),
        (lengths, svg(&"<ellipse rx=\"1e38\" ry=\"1e38\"/>".repeat(500))),
        (lengths, svg("<rect x=\"-1e30\" width=\"2e30\" height=\"9\" rx=\"9\"/>")),
        (lengths, svg("<path d=\"M0 0A1e300 1e300 0 1 1 9 9\"/>")),
        (lengths, svg("<path d=\"M0 0A60000 1e-5 0 1 1 0 9\"/>")),
        (lengths, svg(&format!("<path d=\"M0 0{}\"/>", "a9 9 0 1 1 50000 50000".repeat(50)))),
        (lengths, svg(&format!("<path d=\"M0 0C1e9 0 0 1e9 1e9 1e9\" {LINE}/>"))),
        (
            lengths,
            svg(&format!("{}<circle r=\"1000em\"/>{}", "<g font-size=\"1000em\">".repeat(12), "</g>".repeat(12))),
        ),
        (
            lengths,
            svg(&format!("<style>g{{font:9em x}}</style>{}<circle r=\"9em\"/>{}", "<g>".repeat(60), "</g>".repeat(60))),
        ),
        (lengths, svg(&format!("{}<circle r=\"9em\"/>{}", "<g font-size=\"xx-large\">".repeat(60), "</g>".repeat(60)))),
        (lengths, with("viewBox=\"0 0 1e30 3e29\"", "<circle r=\"50%\"/>")),
        (lengths, svg("<svg viewBox=\"0 0 1e9 1e9\"><circle r=\"80%\"/></svg>")),
        (
            lengths,
            svg(
                "<symbol id=\"a\" viewBox=\"0 0 9 9\"><circle r=\"9\"/></symbol><use href=\"#a\" width=\"1e9\" height=\"1e9\"/>",
            ),
        ),
        (
            lengths,
            svg("<clipPath id=\"a\"><circle r=\"1e30\"/></clipPath><g clip-path=\"url(#a)\"><circle r=\"9\"/></g>"),
        ),
        (shapes, svg(&format!("<path d=\"M0 0C1e30 0 0 1e30 9 9\" {LINE} fill=\"none\"/>"))),
        (shapes, svg(&format!("<polygon points=\"0 0 1e30 0 0 1e30\" {LINE}/>"))),
        (shapes, svg(&format!("<polyline points=\"0 0 1e9 0 0 1e9\" {LINE} fill=\"none\"/>"))),
        (shapes, svg(&format!("<line x1=\"-1e30\" x2=\"1e30\" y2=\"5\" {LINE}/>"))),
        (shapes, svg(&format!("<circle r=\"9\" {LINE} transform=\"scale(1e8)\"/>"))),
        (shapes, svg(&format!("<circle r=\"9\" {LINE} transform=\"matrix(1e8 5e7 3e7 1e8 0 0)\"/>"))),
        (shapes, svg(&format!("<g style=\"transform:scale(1e8)\"><circle r=\"9\" {LINE}/></g>"))),
        (
            shapes,
            svg(
                "<clipPath id=\"a\" transform=\"scale(1e8)\"><circle r=\"9\"/></clipPath><g clip-path=\"url(#a)\"><circle r=\"9\"/></g>",
            ),
        ),
        (
            shapes,
            svg(&format!(
                "{}<circle r=\"1\" {LINE}/>{}",
                "<svg viewBox=\"0 0 1e-4 1e-4\" width=\"1e4\" height=\"1e4\">".repeat(2),
                "</svg>".repeat(2)
            )),
        ),
        (shapes, svg(&format!("<g id=\"a\"><circle r=\"9\" {LINE}/></g><use href=\"#a\" transform=\"scale(1e9)\"/>"))),
        (shapes, svg(&format!("<path d=\"M0 0L50 15L0 1\" {LINE} stroke-miterlimit=\"1e30\"/>"))),
        (shapes, svg(&format!("<path d=\"M0 0L5 5\" {LINE} stroke-width=\"59000\"/>"))),
        ("too much to draw", svg(&format!("<circle r=\"7000\" {LINE} stroke-width=\".01\"/>").repeat(300))),
        (
            "too much to draw",
            with(
                "viewBox=\"0 0 55000 9000\"",
                &format!("<circle r=\"50000\" {LINE} stroke-width=\".08\"/>").repeat(300),
            ),
        ),
    ] {
        let begun = Instant::now();
        assert!(told(&file).contains(what), "{}: {}", &file[40..], told(&file));
        assert!(begun.elapsed() < Duration::from_secs(5), "{}: {:?}", &file[40..], begun.elapsed());
    }
}

#[test]
fn a_logo_with_lines_off_its_edges_or_in_small_units_is_drawn() {
    for inside in [
        // As potrace writes it, and as editors do with lines, letters' sizes and shares.
        "<g transform=\"translate(0,15) scale(0.001,-0.001)\" stroke=\"none\"><path d=\"M0 0h55000v15000h-55000z\"/></g>",
        "<path style=\"font-size:medium;stroke:#a00;stroke-width:.26458mm;stroke-miterlimit:10\" d=\"M1 1c3 1 5 2 6 4s-2 5-4 6\"/>",
        "<g font-size=\"12pt\"><circle r=\"1em\" stroke=\"red\" stroke-width=\"5%\"/></g><rect width=\"100%\" height=\"100%\" rx=\"2\"/>",
        "<circle r=\"900\" stroke=\"red\" stroke-width=\"30\"/><path d=\"M0 0a9 4 30 0 1 5 5z\"/>",
    ] {
        drawn(svg(inside).as_bytes(), LARGEST).unwrap_or_else(|error| panic!("{inside}: {error}"));
    }
}

#[test]
fn a_drawing_that_is_as_large_as_what_is_in_it_has_the_dots_of_a_logo_and_no_more() {
    let of =
        |inside: &str| drawn(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>").as_bytes(), LARGEST);
    let picture = of("<circle cx=\"1\" cy=\"1\" r=\"1e-3\"/>").unwrap();
    assert!((picture.width(), picture.height()) <= LARGEST, "{} × {}", picture.width(), picture.height());
    let lines = of("<path d=\"M1 1h90\" stroke=\"red\" stroke-width=\"2\"/>").unwrap();
    assert!((lines.width(), lines.height()) <= LARGEST, "{} × {}", lines.width(), lines.height());
    assert!(
        drawn(
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e-9\" height=\"1e-9\"><path d=\"M0 0h9v9z\"/></svg>",
            LARGEST
        )
        .is_err()
    );
}
