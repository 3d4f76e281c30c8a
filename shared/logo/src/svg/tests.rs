mod beyond;

use std::time::{Duration, Instant};

use super::*;

const LARGEST: (u32, u32) = (384, 64);

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 15\">{inside}</svg>")
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

fn told(file: &str) -> String {
    drawn(file.as_bytes(), LARGEST).map(drop).unwrap_err().to_string()
}

fn colour_at(file: &str, (x, y): (u32, u32)) -> [u8; 4] {
    drawn(file.as_bytes(), LARGEST).unwrap().to_rgba8().get_pixel(x, y).0
}

#[test]
fn a_drawing_that_illustrator_figma_or_inkscape_writes_of_plain_shapes_is_drawn() {
    let illustrator = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
        <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" [
          <!ENTITY ns_svg \"http://www.w3.org/2000/svg\">
          <!ENTITY ns_ai \"http://ns.adobe.com/AdobeIllustrator/10.0/\">
        ]>
        <svg xmlns=\"&ns_svg;\" xmlns:i=\"&ns_ai;\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 90 15\">
        <style type=\"text/css\">.st0{clip-path:url(#SVGID_2_);} .st1,.st2{fill:#145A5A;} .st2{opacity:.9}</style>
        <switch><foreignObject requiredExtensions=\"&ns_ai;\" x=\"0\" y=\"0\" width=\"1\" height=\"1\"><i:pgf id=\"a\"/></foreignObject>
        <g><defs><rect id=\"SVGID_1_\" width=\"90\" height=\"15\"/></defs>
        <clipPath id=\"SVGID_2_\"><use xlink:href=\"#SVGID_1_\" style=\"overflow:visible;\"/></clipPath>
        <g class=\"st0\"><rect class=\"st1\" width=\"90\" height=\"15\"/></g></g></switch></svg>";
    assert_eq!(colour_at(illustrator, (190, 32)), [0x14, 0x5a, 0x5a, 255]);
    let figma = svg("<g clip-path=\"url(#clip0)\"><path d=\"M0 0H90V15H0Z\" fill=\"url(#paint0)\"/></g>
        <defs><linearGradient id=\"paint0\" x1=\"0\" x2=\"90\" gradientUnits=\"userSpaceOnUse\"><stop stop-color=\"#0055AA\"/>
        <stop offset=\"1\" stop-color=\"#0055AA\"/></linearGradient>
        <clipPath id=\"clip0\"><rect width=\"90\" height=\"15\" fill=\"white\"/></clipPath></defs>");
    assert_eq!(colour_at(&figma, (190, 32)), [0, 0x55, 0xaa, 255]);
    let inkscape = svg("<namedview xmlns=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\"/><metadata><text>Acme</text></metadata>
        <defs><linearGradient id=\"a\"><stop style=\"stop-color:#aa0000;stop-opacity:1\"/></linearGradient>
        <linearGradient id=\"b\" href=\"#a\"/></defs><g style=\"opacity:1\"><path d=\"M0 0h90v15H0z\"
        style=\"fill:url(#b);stroke:#aa0000;stroke-width:1px;stroke-dasharray:none;stroke-linejoin:miter\"/></g>");
    assert_eq!(colour_at(&inkscape, (190, 32)), [0xaa, 0, 0, 255]);
    let copies = svg(
        "<symbol id=\"s\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></symbol><use href=\"#s\"/><use href=\"#s\" x=\"9\"/>",
    );
    assert!(drawn(copies.as_bytes(), LARGEST).is_ok());
}

#[test]
fn what_would_be_lost_of_a_drawing_is_told_with_what_to_do() {
    let letters = "has letters, which would be lost; convert them to paths (outlines), or upload a PNG";
    assert_eq!(told(&svg("<rect width=\"9\" height=\"9\"/><text y=\"9\"><tspan>Acme</tspan></text>")), letters);
    assert_eq!(told(&svg("<flowRoot><flowPara>Acme</flowPara></flowRoot>")), letters);
    assert!(drawn(svg("<rect width=\"9\" height=\"9\"/><text> </text>").as_bytes(), LARGEST).is_ok());
    let picture = "has a picture or a page in it, which would be lost; upload a PNG of the whole logo";
    assert_eq!(told(&svg("<image href=\"data:image/png;base64,AAAA\" width=\"9\" height=\"9\"/>")), picture);
    assert_eq!(told(&svg("<foreignObject width=\"9\" height=\"9\"><p>Acme</p></foreignObject>")), picture);
}

#[test]
fn what_multiplies_is_refused_in_words_and_in_no_time() {
    let levels = many(4, |n| format!("<g id=\"l{}\">{}</g>", n + 1, format!("<use href=\"#l{n}\"/>").repeat(10)));
    let selectors = many(700, |n| format!(".c{n},"));
    let entity = format!("<!DOCTYPE svg [<!ENTITY e \"{}\">]>", "x".repeat(50_000));
    for (file, what) in [
        (svg(&format!("<path id=\"l0\" d=\"M0 0h9\"/>{levels}<use href=\"#l4\"/>")), "copies of copies"),
        (svg("<path d=\"M0 0h90v9z\" stroke=\"red\" style=\"stroke-dasharray:0.01\"/>"), "dashed lines"),
        (svg("<style>.a{stroke:red;stroke-dasharray:.01}</style><path class=\"a\" d=\"M0 0h90v9z\"/>"), "dashed lines"),
        (svg("<defs><filter id=\"f\"><feTurbulence numOctaves=\"2000000000\"/></filter></defs>"), "filters"),
        (svg("<mask id=\"m\"><path d=\"M0 0h9v9z\"/></mask>"), "masks"),
        (svg("<pattern id=\"p\"><path d=\"M0 0h9v9z\"/></pattern>"), "patterns"),
        (svg("<marker id=\"m\"><path d=\"M0 0h9v9z\"/></marker>"), "markers"),
        (svg("<clipPath id=\"c\" clipPathUnits=\"objectBoundingBox\"/>"), "cut in proportion"),
        (svg(&many(9, |n| format!("<linearGradient id=\"g{n}\" href=\"#g{}\"/>", n + 1))), "refer to one another"),
        (svg(&format!("<linearGradient>{}</linearGradient>", "<stop/>".repeat(51))), "gradient of too many colours"),
        (svg("<style>g g g g g g g g x{fill:red}</style><path d=\"M0 0h9v9z\"/>"), "more than classes"),
        (svg(&format!("<style>{selectors}.c{{{}}}</style>", "a:b;".repeat(720))), "too long a style sheet"),
        (
            svg(&format!("<style>{}</style>{}", many(700, |n| format!(".c{n}{{a:b}}")), "<g/>".repeat(1_500))),
            "too many styles for so many shapes",
        ),
        (svg(&format!("<g {}/>", many(20_000, |n| format!("a{n}=\"\" ")))), "too many attributes"),
        (svg(&"<g xmlns:a=\"b\"/>".repeat(600)), "too many namespaces"),
        (svg(&format!("<clipPath>{}</clipPath>", "<rect/>".repeat(301))), "too many shapes that cut others"),
        (svg(&format!("<g id=\"a\">{}</g>{}", "<g/>".repeat(100), "<use href=\"#a\"/>".repeat(50))), "too many shapes"),
        (svg(&format!("{}<g/>{}", "<g>".repeat(900), "</g>".repeat(900))), "too many elements within one another"),
        (format!("{entity}{}", svg(&"&e;".repeat(9_000))), "entities"),
        (format!("<!DOCTYPE svg [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]>{}", svg("&b;")), "entities"),
        (format!("<!DOCTYPE svg [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{}", svg("&e;")), "entities"),
        (format!("<!DOCTYPE svg [<!ENTITY e \"x\">]>{}", svg(&"&e;".repeat(1_001))), "entities"),
        (svg(&" ".repeat(300_000)), "of more than 262144 bytes"),
        (svg(&"<path d=\"M0 0h90v15H0z\"/>".repeat(4_900)), "too much to draw"),
        (svg(&format!("<path d=\"M0 0{}\"/>", "h.1".repeat(60_000))), "too much to draw"),
        (
            svg(&format!("{}<path d=\"M0 0h9v9z\"/>{}", NESTED.repeat(90), "</svg>".repeat(90))),
            "shapes far larger than the drawing",
        ),
    ] {
        let begun = Instant::now();
        assert!(told(&file).contains(what), "{what}: {}", told(&file));
        assert!(begun.elapsed() < Duration::from_secs(5), "{what}: {:?}", begun.elapsed());
        assert!(
            what.starts_with("of more") || told(&file).ends_with("; draw it as simple shapes, or upload a PNG"),
            "{what}"
        );
    }
}

const NESTED: &str = "<svg viewBox=\"0 0 1 1\" width=\"90\" height=\"15\">";

/// The best of three, because other work goes on beside it.
fn time_of(file: &str) -> Duration {
    let times = (0..3).map(|_| {
        let begun = Instant::now();
        drawn(file.as_bytes(), LARGEST).unwrap();
        begun.elapsed()
    });
    times.min().unwrap()
}

#[test]
fn the_worst_drawings_that_are_drawn_take_some_times_as_long_as_a_usual_logo() {
    let shape = |n: usize| format!("<path fill=\"#123\" d=\"M{} 2c3 1 5 2 6 4s-2 5-4 6-5-1-6-4z\"/>", n * 2);
    let usual = many(40, shape);
    let usual = time_of(&svg(&format!(
        "<clipPath id=\"c\"><path d=\"M0 0h90v15H0z\"/></clipPath><g clip-path=\"url(#c)\">{usual}</g>"
    )));
    let stops = many(50, |n| format!("<stop offset=\".{n:02}\" stop-color=\"#{n:02}0\"/>"));
    let far = "<path d=\"M-180-30h450v75h-450z\" fill=\"red\"/>";
    let zigzag = many(650, |n| format!("L{} {}", n * 37 % 90, n % 2 * 15));
    let classes = many(180, |n| format!(".c{n}{{fill:red}}"));
    for (what, file) in [
        ("layers", format!("{}{far}{}", "<g opacity=\".5\">".repeat(6), "</g>".repeat(6))),
        ("shapes", "<path d=\"M0 0h90v15H0z\" fill=\"red\"/>".repeat(1_300)),
        ("edges", format!("<path d=\"M0 0{zigzag}\"/>")),
        ("styles", format!("<style>{classes}</style>{}", "<path class=\"c1\" d=\"M0 0h1v1z\"/>".repeat(4_000))),
        ("lines", "<circle r=\"7000\" stroke=\"red\" stroke-width=\".01\"/>".repeat(60)),
        (
            "colours",
            format!(
                "<radialGradient id=\"g\">{stops}</radialGradient>{}",
                "<path d=\"M0 0h90v15H0z\" fill=\"url(#g)\"/>".repeat(24)
            ),
        ),
    ] {
        let time = time_of(&svg(&file));
        assert!(time < usual * 150, "{what}: {time:?}, where a usual one takes {usual:?}");
    }
}
