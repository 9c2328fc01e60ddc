"""Starter words of what a company makes by which process, of what, and under which certificate."""

from prizes.words import Word

PROCESSES = (
    Word("cnc-milling", "CNC milling", "Parts cut from solid on machining centers of three to five axes."),
    Word("cnc-turning", "CNC turning", "Round parts cut on lathes, with driven tools where the part asks for them."),
    Word("grinding", "Grinding", "Surfaces and diameters brought to size with abrasive wheels."),
    Word(
        "edm",
        "Electrical discharge machining",
        "Hard metals and fine contours eroded by sparks, with a wire or a shaped electrode.",
    ),
    Word("laser-cutting", "Laser cutting", "Sheets, plates and tubes cut to outline by a beam."),
    Word("waterjet-cutting", "Waterjet cutting", "Nearly any material cut without heat."),
    Word(
        "sheet-metal-forming",
        "Sheet metal forming",
        "Sheets bent, rolled and formed into housings, brackets and frames.",
    ),
    Word("stamping", "Stamping", "Parts punched and formed in a press from strip or sheet."),
    Word("forging", "Forging", "Metal pressed into shape, hot or cold, for strength."),
    Word("metal-casting", "Metal casting", "Molten metal poured into sand, shell or investment molds."),
    Word("injection-molding", "Injection molding", "Plastic parts from a mold, from hundreds to millions."),
    Word("thermoforming", "Thermoforming", "Heated sheets of plastic drawn over a mold."),
    Word("extrusion", "Extrusion", "Profiles pressed through a die, in metal, plastic or rubber."),
    Word("additive-metal", "Additive manufacturing, metal", "Metal parts built layer by layer."),
    Word("additive-polymer", "Additive manufacturing, polymer", "Plastic parts built layer by layer."),
    Word("welding", "Welding and brazing", "Metals joined by heat: arc, laser, electron beam, brazing."),
    Word("heat-treatment", "Heat treatment", "Metals hardened, tempered and relieved of stress."),
    Word("surface-finishing", "Surface finishing", "Plating, anodizing, passivating, painting, polishing."),
    Word("coating", "Thin-film coating", "Layers of a few atoms to a few micrometers, deposited in vacuum."),
    Word("pcb-assembly", "Circuit board assembly", "Electronic components placed and soldered on boards."),
    Word("cable-assembly", "Cable and harness assembly", "Wires cut, crimped, bundled and tested."),
    Word("clean-room-assembly", "Clean-room assembly", "Products put together in controlled air."),
    Word("precision-assembly", "Precision assembly", "Optical, mechanical and electronic parts joined and adjusted."),
    Word("microfabrication", "Microfabrication", "Structures of micrometers made by lithography and etching."),
    Word("optics-fabrication", "Optics fabrication", "Lenses, mirrors and windows ground, polished and coated."),
    Word(
        "weaving-and-knitting", "Weaving, knitting and sewing", "Textiles made and made up, technical ones among them."
    ),
    Word("composites", "Composites layup and curing", "Fibers and resins formed into light, stiff parts."),
    Word("ceramics-processing", "Ceramics processing", "Powders pressed, fired and finished."),
    Word("metrology", "Measuring and inspection", "Dimensions, materials and functions measured and certified."),
    Word(
        "design-for-manufacturing", "Design for manufacturing", "Drawings improved so that the part can be made well."
    ),
)

MATERIALS = (
    Word("steel", "Steel", "Carbon, alloy and tool steels."),
    Word("stainless-steel", "Stainless steel", "Steels that resist corrosion."),
    Word("aluminum", "Aluminum", "Aluminum and its alloys."),
    Word("titanium", "Titanium", "Titanium and its alloys."),
    Word("nickel-alloys", "Nickel and cobalt alloys", "Alloys for heat and corrosion."),
    Word("copper-alloys", "Copper, brass and bronze", "Copper and its alloys."),
    Word("refractory-metals", "Refractory metals", "Tungsten, molybdenum, tantalum, niobium."),
    Word("precious-metals", "Precious metals", "Gold, silver, platinum."),
    Word("engineering-plastics", "Engineering plastics", "PEEK, nylon, acetal, polycarbonate and their kin."),
    Word("commodity-plastics", "Commodity plastics", "Polyethylene, polypropylene, polystyrene and their kin."),
    Word("silicone-and-rubber", "Silicone and rubber", "Elastic materials, molded or cut."),
    Word("carbon-fiber", "Carbon fiber composites", "Carbon fibers in resin."),
    Word("glass-fiber", "Glass fiber composites", "Glass fibers in resin."),
    Word("glass-and-optics", "Glass and optical crystals", "Glasses, quartz, sapphire, infrared materials."),
    Word("technical-ceramics", "Technical ceramics", "Alumina, zirconia, silicon carbide and their kin."),
    Word("semiconductors", "Semiconductor wafers", "Silicon, gallium nitride and other wafers."),
    Word("textiles", "Textiles and fibers", "Natural and synthetic, woven, knitted and nonwoven."),
    Word("paper-and-wood", "Paper and wood", "Paper, board, wood and what is made of them."),
    Word("biomaterials", "Biomaterials", "Materials that meet the body."),
)

CERTIFICATIONS = (
    Word("iso-9001", "ISO 9001", "Quality management."),
    Word("iso-13485", "ISO 13485", "Quality management for medical devices."),
    Word("as9100", "AS9100", "Quality management for aviation, space and defense."),
    Word("iatf-16949", "IATF 16949", "Quality management for the automotive industry."),
    Word("iso-14001", "ISO 14001", "Environmental management."),
    Word("iso-45001", "ISO 45001", "Occupational health and safety."),
    Word("iso-50001", "ISO 50001", "Energy management."),
    Word("iso-17025", "ISO/IEC 17025", "Competence of testing and calibration laboratories."),
    Word("nadcap", "Nadcap", "Special processes for aviation and space."),
    Word("itar", "ITAR registration", "Registered to make defense articles."),
    Word("cmmc", "CMMC", "Cybersecurity for defense contractors."),
    Word("fda-registered", "FDA registration", "Registered establishment for devices or drugs."),
    Word("gmp", "Good manufacturing practice", "Regulated production of medicines and devices."),
    Word("ul", "UL listing", "Product safety, listed."),
    Word("ipc-a-610", "IPC-A-610", "Acceptability of electronic assemblies."),
    Word("aws-certified", "AWS certified welding", "Welders and procedures certified."),
    Word("rohs", "RoHS and REACH", "Restricted substances controlled."),
)
