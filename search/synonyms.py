"""What manufacturers call by several names. Each group is one thing: any of its names finds all of them."""

from search.text import words

GROUPS = (
    ("3D printing", "3D printed", "additive manufacturing", "rapid prototyping"),
    ("CNC", "computer numerical control", "computer numerically controlled"),
    ("IIoT", "industrial internet of things", "industrial IoT", "connected machines"),
    ("IoT", "internet of things"),
    ("Industry 4.0", "smart manufacturing", "smart factory", "fourth industrial revolution"),
    ("AI", "artificial intelligence", "machine learning"),
    ("machine vision", "computer vision", "vision inspection"),
    ("cobot", "collaborative robot"),
    ("robotics", "robot", "robotic automation"),
    ("AGV", "automated guided vehicle", "AMR", "autonomous mobile robot"),
    ("PLC", "programmable logic controller"),
    ("SCADA", "supervisory control and data acquisition"),
    ("MES", "manufacturing execution system"),
    ("ERP", "enterprise resource planning"),
    ("PLM", "product lifecycle management"),
    ("CAD", "computer aided design"),
    ("CAM", "computer aided manufacturing"),
    ("FEA", "finite element analysis"),
    ("predictive maintenance", "condition monitoring"),
    ("TPM", "total productive maintenance"),
    ("OEE", "overall equipment effectiveness"),
    ("lean", "lean manufacturing", "Toyota production system"),
    ("kaizen", "continuous improvement"),
    ("5S", "workplace organisation", "workplace organization"),
    ("SMED", "quick changeover", "changeover reduction", "setup reduction"),
    ("six sigma", "6 sigma", "DMAIC"),
    ("SPC", "statistical process control"),
    ("JIT", "just in time"),
    ("poka yoke", "mistake proofing", "error proofing"),
    ("VSM", "value stream mapping"),
    ("EDM", "electrical discharge machining", "spark erosion"),
    ("PCB", "printed circuit board", "circuit board"),
    ("SMT", "surface mount technology", "surface mount"),
    ("MEMS", "microelectromechanical systems"),
    ("CMM", "coordinate measuring machine"),
    ("NDT", "non destructive testing", "nondestructive testing"),
    ("MIG welding", "gas metal arc welding", "GMAW"),
    ("TIG welding", "gas tungsten arc welding", "GTAW"),
    ("injection molding", "injection moulding"),
    ("mold", "mould"),
    ("anodizing", "anodising"),
    ("carbon fiber", "carbon fibre"),
    ("aluminum", "aluminium"),
    ("semiconductor", "microchip", "integrated circuit"),
    ("medical device", "medtech", "medical technology"),
    ("biomanufacturing", "bioprocessing"),
    ("aerospace", "aviation"),
    ("defense", "defence"),
    ("OEM", "original equipment manufacturer"),
    ("SME", "SMM", "small and medium-sized manufacturer", "small manufacturer"),
    ("MEP", "manufacturing extension partnership"),
    ("R&D", "research and development"),
    ("apprenticeship", "apprentice"),
    ("upskilling", "workforce training", "workforce development"),
    ("energy efficiency", "energy saving"),
    ("fiber", "fibre"),
)


def _by_name():
    names = {}
    for group in GROUPS:
        phrases = [tuple(words(name)) for name in group]
        for phrase in phrases:
            others = tuple(other for other in phrases if other != phrase)
            for form in (phrase, (*phrase[:-1], phrase[-1] + "s")):
                names[form] = names.get(form, ()) + others
    return names


OTHER_NAMES = _by_name()
LONGEST_NAME = max(len(phrase) for phrase in OTHER_NAMES)


def other_names(phrase):
    """The other names of what these words name: tuples of words."""
    return OTHER_NAMES.get(tuple(phrase), ())


def solr_lines():
    return [",".join(" ".join(words(name)) for name in group) for group in GROUPS]


def fingerprint():
    return str(hash(GROUPS))
