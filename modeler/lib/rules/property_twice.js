'use strict';

module.exports = require('../rules').ruleOf('property_twice');
