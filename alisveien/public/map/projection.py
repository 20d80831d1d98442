"""From degrees to the metres of the map: UTM zone 33 on the ellipsoid GRS80 (EPSG:25833)."""

from math import cos, radians, sin, sqrt, tan

AXIS, FLATTENING = 6378137.0, 1 / 298.257222101
SCALE, EAST, MERIDIAN = 0.9996, 500000.0, 15.0
E2 = FLATTENING * (2 - FLATTENING)


def metres(lat: float, lon: float) -> tuple[float, float]:
    """Easting and northing of a point in or near Norway, to within ten metres even at Vardø.

    The usual series for the transverse Mercator projection (J. P. Snyder, Map Projections, 1987, 8-9 to 8-15).
    """
    phi = radians(lat)
    second = E2 / (1 - E2)
    nu = AXIS / sqrt(1 - E2 * sin(phi) ** 2)
    t, c = tan(phi) ** 2, second * cos(phi) ** 2
    a = radians(lon - MERIDIAN) * cos(phi)
    third = (1 - t + c) * a**3 / 6
    fifth = (5 - 18 * t + t * t + 72 * c - 58 * second) * a**5 / 120
    east = EAST + SCALE * nu * (a + third + fifth)
    fourth = (5 - t + 9 * c + 4 * c * c) * a**4 / 24
    sixth = (61 - 58 * t + t * t + 600 * c - 330 * second) * a**6 / 720
    north = SCALE * (_along_meridian(phi) + nu * tan(phi) * (a * a / 2 + fourth + sixth))
    return east, north


def _along_meridian(phi: float) -> float:
    """Metres from the equator to a latitude in radians."""
    e4, e6 = E2**2, E2**3
    return AXIS * (
        (1 - E2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * phi
        - (3 * E2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * sin(2 * phi)
        + (15 * e4 / 256 + 45 * e6 / 1024) * sin(4 * phi)
        - (35 * e6 / 3072) * sin(6 * phi)
    )
