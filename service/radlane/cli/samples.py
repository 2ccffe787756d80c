"""One frame of each codec, for `radlane doctor`: eight by eight pixels of 8 bits, all of one grey."""

from __future__ import annotations

from base64 import b85decode

SIDE, GREY = 8, 128

# Name, transfer syntax, stream.
FRAMES: tuple[tuple[str, str, bytes], ...] = (
    (
        "JPEG",
        "1.2.840.10008.1.2.4.50",
        b85decode(
            b"|JeWF01!$>Nk#wx0RR9200961|JwjV01yid4h#wq4h;?x5fBp?C>j_R78o%jB^@X_Gd(;xGdMRuNL)@pL{~*OI8bd-S6^ahX"
            b"lFi6ad~iLcwA*?WB<Sa3kU!R00;pA5di<h02BZL00000000000000000000|HJ?k5CH%H0000000000000000095m00;pA00"
            b"2J#KmXY"
        ),
    ),
    (
        "JPEG lossless",
        "1.2.840.10008.1.2.4.70",
        b85decode(b"|JeV;02BZL00000000000000000000|HA+a2mlBG2mt^Q0RP$m2mt^91^@s60000000030*#"),
    ),
    (
        "JPEG-LS",
        "1.2.840.10008.1.2.4.80",
        b85decode(
            b"|JeWN03cIPNk&Eh0ssI300008000083J3-P0003j0003j|L6b+00001|JeWc01F5J2mlBH0TBTI+5iXv0RR9100001{gw0ofB)G"
        ),
    ),
    (
        "JPEG 2000",
        "1.2.840.10008.1.2.4.90",
        b85decode(
            b"|4;u>04V?f0000800008000000000000008000080000000000009R90sm3}3;+NC0RR951ONg5TmS?>K>uU_B>(|Ka%Ew3W"
            b"n>^?c_2@4Wo}APMMofZWpZ<AZ*CwmE;TMR|BwI*0000001p5G|C50K*#"
        ),
    ),
    (
        "HTJ2K",
        "1.2.840.10008.1.2.4.201",
        b85decode(
            b"|4;u>04YEK0000800008000000000000008000080000000000009R90sl|{2mk^A00092QUDA90ssL31q1{@0smY86Cg-XP"
            b"*6}%P*6}%P*6}vNJ#%=02crOPjF>!N>E53R%LP^FfKASE;BCwkN^q*000006aWGLlK=n!00030*#"
        ),
    ),
    (
        "RLE",
        "1.2.840.10008.1.2.5",
        b85decode(b"0RR91KmY&$0000000000000000000000000000000000000000000000000000000000000000000000!GH"),
    ),
)
